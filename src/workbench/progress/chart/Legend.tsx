/** Says what the lines mean, with the values that matter now. */
import { leadScore } from '../../../tasks/task.ts';
import { examplesWords } from '../../shared/format.ts';
import { scoreWords } from '../../shared/score-words.ts';
import { useIsLive, useShownRun } from '../../store/selectors.ts';
import { Term } from '../../words/glossary/Term.tsx';
import { curveWords } from '../../words/method-words.ts';
import { LineSample } from './LineSample.tsx';
import classes from './legend.module.css';
import type { Chart } from './use-chart.ts';

export function Legend({ chart, loss }: { chart: Chart; loss: boolean }) {
  const run = useShownRun();
  const live = useIsLive();
  const { task, metric, ann, tests, overlays, apart, validationImages } = chart;
  const last = run?.epochs.at(-1);
  return (
    <div className={classes.legend}>
      <span className={classes.mark} data-mark="validation">
        {run ? curveWords('validation', run.spec.method) : 'validation'}{' '}
        {live && last && (
          <>
            now <b>{scoreWords(metric, leadScore(task, last.validation), validationImages)}</b>
          </>
        )}
      </span>
      {tests.size > 0 && (
        <span className={classes.mark} data-mark="test">
          test
        </span>
      )}
      {ann !== null && (
        <span className={classes.mark} data-mark="ann">
          <span>
            the <Term id="ann">ANN</Term>, <b>{scoreWords(metric, ann, validationImages)}</b>{' '}
            {examplesWords(task, validationImages)}
          </span>
        </span>
      )}
      {loss && (
        <span className={classes.mark} data-mark="loss" title={task.loss.help}>
          validation {task.loss.short}
        </span>
      )}
      {!chart.empty && (
        <span className={classes.mark} data-mark="fresh">
          <Term id="untuned">{chart.words.fresh}</Term>
        </span>
      )}
      {chart.keptEpochs.size > 0 && (
        <span className={classes.mark} data-mark="kept">
          weights kept
        </span>
      )}
      {overlays.map(({ id, number, label }) => (
        <span key={id} className={classes.overlay} title={label}>
          <LineSample number={number} /> {label}
        </span>
      ))}
      {apart.length > 0 && (
        <span>
          {apart.join(', ')} not drawn: {apart.length > 1 ? 'they learn' : 'it learns'} another task
        </span>
      )}
    </div>
  );
}
