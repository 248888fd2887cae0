/**
 * The card at the top of the centre: the run as it grows, or the score of the network without any
 * training.
 */

import { useMemo } from 'react';
import { sameExperiment } from '../../runs/spec/same-experiment.ts';
import { leadOf, taskOf } from '../../tasks/index.ts';
import type { Metric } from '../../tasks/metric.ts';
import { leadScore } from '../../tasks/task.ts';
import { MissingExamples, usePresence } from '../data/MissingData.tsx';
import { anchor } from '../shared/anchor.ts';
import { lazyPart } from '../shared/boundary/lazy-part.tsx';
import { capital } from '../shared/score-words.ts';
import { WordGroup } from '../shared/word-group.tsx';
import { setSetting, useRunnableSpec } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import { useLocked } from '../store/view/class-view.ts';
import { chooseProgressTab, useChosenProgressTab } from '../store/view/view-part.ts';
import { methodWords } from '../words/method-words.ts';
import { CardTabs } from './CardTabs.tsx';
import classes from './card.module.css';
import { LinkNotice } from './live/LinkNotice.tsx';
import { LiveLine } from './live/LiveLine.tsx';
import { LiveView } from './live/LiveView.tsx';
import { ProofNote } from './proof/ProofNote.tsx';

/** Loaded lazily, so that its chart library comes after the page. */
const UntunedPanel = lazyPart(
  'The chart of the network without training',
  async () => (await import('../inspect/untuned/UntunedPanel.tsx')).UntunedPanel,
);

/**
 * Returns the tabs of the card. Only PTL has one without training: its conversion is shown with the
 * settings as they stand.
 */
function tabsOf(shown: string, draft: string, metric: Metric) {
  const live = { id: 'live', words: methodWords(shown).live(metric) } as const;
  return draft === 'ptl' ? [live, { id: 'untuned', words: 'Without training' } as const] : [live];
}

export function ProgressCard() {
  const isRun = useWorkbench((state) => state.shown !== null);
  const chosen = useChosenProgressTab();
  // The page opens on what can be seen at once, and moves a run that begins or is chosen to the
  // front.
  const draft = useWorkbench((state) => state.spec.method);
  const shown = useWorkbench((state) => (state.shown?.spec ?? state.spec).method);
  const metric = leadOf({ task: useWorkbench((state) => (state.shown?.spec ?? state.spec).task) });
  const tabs = useMemo(() => tabsOf(shown, draft, metric), [shown, draft, metric]);
  const title = `${capital(metric.label)} while converting`;
  const wanted = chosen ?? (isRun ? 'live' : 'untuned');
  const view = tabs.some(({ id }) => id === wanted) ? wanted : 'live';
  return (
    <section className={classes.card} aria-label={title} {...anchor('progress')}>
      <h2 className="visually-hidden">{title}</h2>
      <WordGroup>
        <CardTabs tabs={tabs} value={view} onChange={chooseProgressTab} aside={<LiveLine />}>
          <LinkNotice />
          <ProofNote />
          {view === 'live' ? <LiveView /> : <Untuned />}
        </CardTabs>
      </WordGroup>
    </section>
  );
}

function Untuned() {
  const spec = useRunnableSpec();
  const tuned = useWorkbench(({ runs }) => {
    const run = runs.find(({ spec: other, report }) => report?.snn && sameExperiment(other, spec));
    return run?.report?.snn ? leadScore(taskOf(run.spec.task), run.report.snn.validation) : null;
  });
  const locked = useLocked();
  const presence = usePresence(spec);
  if (presence !== 'here') return <MissingExamples needs={spec} presence={presence} />;
  return (
    <section
      className={classes.untuned}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      tabIndex={0}
      aria-label="Without training, to be scrolled"
      {...anchor('untuned')}
    >
      <UntunedPanel
        spec={spec}
        tunedScore={tuned}
        {...(!locked && { onTimeSteps: (timeSteps) => setSetting('timeSteps', timeSteps) })}
      />
    </section>
  );
}
