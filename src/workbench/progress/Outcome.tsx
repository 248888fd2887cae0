/**
 * A finished run in one line: what it was, what it became, what that costs and how long it took.
 */

import type { RunRecord } from '../../runs/records/record.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { imagesWords, percent } from '../shared/format.ts';
import { Hint } from '../shared/Hint.tsx';
import { inputWords, methodWords } from '../words/method-words.ts';
import { durationWords } from '../words/progress-words.ts';
import classes from './live/notice.module.css';
import { gapWords } from './live/notice-words.ts';

export function Outcome({ run }: { run: RunRecord }) {
  const { report } = run;
  if (!report?.snn || !report.ann) return <b>Finished.</b>;
  const { spec } = run;
  const { ann, snn, cost, seconds } = report;
  const lost = snn.testAccuracy < ann.testAccuracy;
  return (
    <div className={classes.outcome}>
      <span>
        <b>{methodWords(spec.method).done}</b>
        {spec.method !== 'ptl' && ` · ${recipeOf(spec.method).title}`} · Ns {snn.timeSteps} ·{' '}
        {inputWords(spec)} · {durationWords(seconds)}
      </span>
      <span>
        ANN <b data-of="ann">{percent(ann.testAccuracy, ann.testCount)}</b> → SNN{' '}
        <b data-of="snn">{percent(snn.testAccuracy, snn.testCount)}</b>
      </span>
      <span>
        <b data-of={lost ? 'lost' : undefined}>
          {gapWords(snn.testAccuracy - ann.testAccuracy, snn.testCount)}
        </b>{' '}
        {imagesWords(snn.testCount, 'test')}
      </span>
      {cost && (
        <span>
          <Hint label={cost.formula} className={classes.hinted}>
            <b>{cost.ratio.toFixed(2)}×</b> the operations
          </Hint>
        </span>
      )}
    </div>
  );
}
