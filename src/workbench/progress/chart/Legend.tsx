/** What the lines mean, with the values that matter now. */
import { imagesWords, percent } from '../../shared/format.ts';
import { useIsLive, useShownRun } from '../../store/selectors.ts';
import { curveWords } from '../../words/method-words.ts';
import { LineSample } from './LineSample.tsx';
import classes from './legend.module.css';
import type { Chart } from './use-chart.ts';

export function Legend({ chart, loss }: { chart: Chart; loss: boolean }) {
  const run = useShownRun();
  const live = useIsLive();
  const latest = run?.epochs.at(-1)?.validationAccuracy;
  const { ann, tests, overlays, validationImages } = chart;
  return (
    <div className={classes.legend}>
      <span className={classes.mark} data-mark="validation">
        {run ? curveWords('validation', run.spec.method) : 'validation'}{' '}
        {live && latest !== undefined && (
          <>
            now <b>{percent(latest, validationImages)}</b>
          </>
        )}
      </span>
      {tests.size > 0 && (
        <span className={classes.mark} data-mark="test">
          test
        </span>
      )}
      {ann && (
        <span className={classes.mark} data-mark="ann">
          the ANN, <b>{percent(ann.validationAccuracy, validationImages)}</b> {imagesWords(validationImages)}
        </span>
      )}
      {loss && (
        <span className={classes.mark} data-mark="loss">
          validation loss
        </span>
      )}
      {!chart.empty && (
        <span className={classes.mark} data-mark="fresh">
          {chart.words.fresh}
        </span>
      )}
      {overlays.map(({ id, number, label }) => (
        <span key={id} className={classes.overlay} title={label}>
          <LineSample number={number} /> {label}
        </span>
      ))}
    </div>
  );
}
