/** Says how long a step's run takes here, and what to do where it failed or was stopped. */
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { Live } from '../../../runs/records/live.ts';
import { findPreset } from '../../../runs/spec/presets/presets.ts';
import { useWorkbench } from '../../store/store.ts';
import { estimateSweep } from '../../sweep/draft/estimate.ts';
import { convert } from '../../topbar/convert.ts';
import { segmentsOf } from '../../topbar/segments.ts';
import { durationWords, progressWords } from '../../words/progress-words.ts';
import type { Facts } from '../facts.ts';
import type { Condition, Step } from '../lesson.ts';
import { isOwnRun, specOf } from '../settings-of.ts';
import classes from './lessons.module.css';

/** Tells whether a condition waits for a run. */
function needsRun(condition: Condition): boolean {
  if (condition.is === 'all') return condition.of.some(needsRun);
  return condition.is === 'ran' || condition.is === 'stages';
}

/** Says how far the run is: on a phone the words of the top bar are off the screen. */
function liveWords(live: Live, stages: number): string {
  const { where, left } = progressWords(live, stages, Date.now());
  return left ? `${where}, ${left}` : where;
}

export function RunNote({ step, facts }: { readonly step: Step; readonly facts: Facts }) {
  const runs = useWorkbench((state) => state.runs);
  const live = useWorkbench((state) => state.live);
  if (!step.setUp || !needsRun(step.done)) return null;
  const { shown, underWay } = facts;
  const own = shown !== null && isOwnRun(step, shown.spec);
  if (own && underWay)
    return (
      <p className={classes.note} role="status">
        The run is under way{live && `: ${liveWords(live, segmentsOf(shown, live).length)}`}. The lesson can
        go on meanwhile.
      </p>
    );
  if (own && shown.status !== 'finished')
    return (
      <div className={classes.note} role="status">
        <span>
          {shown.status === 'failed' ? `The run failed. ${shown.failure ?? ''}` : 'The run did not end.'}
        </span>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconRefresh size={15} />}
          disabled={underWay}
          onClick={convert}
        >
          Run again
        </Button>
      </div>
    );
  if (own) return null;
  const timed = runs.flatMap(({ spec, report }) =>
    report?.status === 'finished' ? [{ spec, seconds: report.seconds }] : [],
  );
  const spec = specOf(step.setUp);
  const estimate = estimateSweep([spec], timed, 1);
  return (
    <p className={classes.hint}>
      {estimate
        ? `The run takes about ${durationWords(estimate.seconds)} here.`
        : `${findPreset(spec.preset)?.summary ?? ''} How long it takes here is shown once it runs; the lesson can go on meanwhile.`}
    </p>
  );
}
