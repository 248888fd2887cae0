/**
 * Sums up a finished run in one line: its method and settings, the scores before and after, their
 * difference, the cost and the time it took.
 */

import type { RunRecord } from '../../runs/records/record.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { taskOf } from '../../tasks/index.ts';
import { isBetter } from '../../tasks/metric.ts';
import { leadMetric, leadScore } from '../../tasks/task.ts';
import { examplesWords } from '../shared/format.ts';
import { Hint } from '../shared/Hint.tsx';
import { scoreWords } from '../shared/score-words.ts';
import { Term } from '../words/glossary/Term.tsx';
import { inputWords, methodWords } from '../words/method-words.ts';
import { durationWords } from '../words/progress-words.ts';
import classes from './live/notice.module.css';

export function Outcome({ run }: { run: RunRecord }) {
  const { report } = run;
  if (!report?.snn || !report.ann) return <b>Finished.</b>;
  const { spec } = run;
  const { ann, snn, cost, seconds } = report;
  const task = taskOf(spec.task);
  const metric = leadMetric(task);
  const [before, after] = [leadScore(task, ann.test), leadScore(task, snn.test)];
  const lost = isBetter(metric, before, after);
  return (
    <div className={classes.outcome} data-veil="run" data-large>
      <span>
        <b>{methodWords(spec.method).done}</b>
        {spec.method !== 'ptl' && ` · ${recipeOf(spec.method).title}`} · <Term id="timeSteps">Ns</Term>{' '}
        {snn.timeSteps} · <Term id="inputCoding">{inputWords(spec)}</Term> · {durationWords(seconds)}
      </span>
      <span>
        ANN <b data-of="ann">{scoreWords(metric, before, ann.testCount)}</b> → SNN{' '}
        <b data-of="snn">{scoreWords(metric, after, snn.testCount)}</b>{' '}
        {examplesWords(task, snn.testCount, 'test')}
      </span>
      <span>
        <b data-of={lost ? 'lost' : undefined}>{metric.writeDifference(after - before, snn.testCount)}</b>
      </span>
      {cost && (
        <span>
          <Term id="synOps">SynOps</Term>{' '}
          <Hint label={cost.formula} className={classes.hinted}>
            ratio <b>{cost.ratio.toFixed(2)}</b>
          </Hint>
        </span>
      )}
    </div>
  );
}
