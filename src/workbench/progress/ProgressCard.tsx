/** Centre top: the run as it grows, or what is left of the network without any training. */

import { lazy, Suspense, useState } from 'react';
import { sameLimits } from '../../runs/constraint.ts';
import { setSetting, useSpec } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import { CardTabs } from './CardTabs.tsx';
import classes from './card.module.css';
import { LiveLine } from './LiveLine.tsx';
import { LiveView } from './LiveView.tsx';

/** Its chart library comes after the page. */
const UntunedPanel = lazy(async () => ({
  default: (await import('../inspect/UntunedPanel.tsx')).UntunedPanel,
}));

type View = 'live' | 'untuned';

const tabs = [
  { id: 'live', words: 'Convert live' },
  { id: 'untuned', words: 'Without training' },
] as const;

export function ProgressCard() {
  const runId = useWorkbench((state) => state.shown?.id ?? null);
  const [chosen, setChosen] = useState<{ run: string | null; view: View } | null>(null);
  // The page opens on what can be seen at once; a run that begins or is chosen comes to the front.
  const view = chosen && chosen.run === runId ? chosen.view : runId !== null ? 'live' : 'untuned';
  return (
    <section className={classes.card} aria-label="Accuracy while converting">
      <h2 className="visually-hidden">Accuracy while converting</h2>
      <CardTabs
        tabs={tabs}
        value={view}
        onChange={(next) => setChosen({ run: runId, view: next })}
        aside={<LiveLine />}
      >
        {view === 'live' ? <LiveView /> : <Untuned />}
      </CardTabs>
    </section>
  );
}

function Untuned() {
  const spec = useSpec();
  const tuned = useWorkbench(({ runs }) => {
    const run = runs.find(
      ({ spec: other, report }) =>
        report?.snn &&
        other.preset === spec.preset &&
        other.timeSteps === spec.timeSteps &&
        sameLimits(other, spec),
    );
    return run?.report?.snn?.validationAccuracy ?? null;
  });
  return (
    <div className={classes.untuned}>
      <Suspense fallback={null}>
        <UntunedPanel
          preset={spec.preset}
          settings={spec}
          tunedAccuracy={tuned}
          onTimeSteps={(timeSteps) => setSetting('timeSteps', timeSteps)}
        />
      </Suspense>
    </div>
  );
}
