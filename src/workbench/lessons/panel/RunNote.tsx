/** Says how long a step's run takes here, and what to do where it failed or was stopped. */
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { findPreset } from '../../../runs/spec/presets/presets.ts';
import { useWorkbench } from '../../store/store.ts';
import { estimateSweep } from '../../sweep/draft/estimate.ts';
import { convert } from '../../topbar/convert.ts';
import { durationWords } from '../../words/progress-words.ts';
import type { Facts } from '../facts.ts';
import type { Condition, Step } from '../lesson.ts';
import { isOwnRun, specOf } from '../settings-of.ts';
import classes from './lessons.module.css';

/** Tells whether a condition waits for a run. */
function needsRun(condition: Condition): boolean {
  if (condition.is === 'all') return condition.of.some(needsRun);
  return condition.is === 'ran' || condition.is === 'stages';
}

export function RunNote({ step, facts }: { readonly step: Step; readonly facts: Facts }) {
  const runs = useWorkbench((state) => state.runs);
  if (!step.setUp || !needsRun(step.done)) return null;
  const { shown, underWay } = facts;
  const own = shown !== null && isOwnRun(step, shown.spec);
  if (own && underWay)
    return (
      <p className={classes.note} role="status">
        The run is under way. Beside “Convert” stands how long it takes, as soon as its first batches have
        shown it. The lesson can go on meanwhile.
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
