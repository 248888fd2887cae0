/** Shows the conditions beside the numbers: cost with its formula, seed, backend, engine, data. */
import { datasetTitle } from '../../datasets/index.ts';
import { engineRevision } from '../../engine/revision.ts';
import { exampleNoun } from '../../tasks/example-words.ts';
import { taskOf } from '../../tasks/index.ts';
import { writeCount } from '../../tasks/writing.ts';
import { Hint } from '../shared/Hint.tsx';
import { useShownRun } from '../store/selectors.ts';
import classes from './runs.module.css';

export function Conditions() {
  const run = useShownRun();
  if (!run) return null;
  const { report, spec, environment } = run;
  const cost = report?.cost;
  const data = report?.data.name ?? datasetTitle(spec.dataset);
  return (
    <p className={classes.conditions}>
      {cost && (
        <span data-veil="run">
          <Hint
            label={`${cost.formula} Counted on ${writeCount(cost.images)} ${exampleNoun(taskOf(spec.task)).many}.`}
            className={classes.hinted}
          >
            SynOps ratio <b>{cost.ratio.toFixed(2)}</b>
          </Hint>
        </span>
      )}
      <span>
        <Hint
          label="The number that all random choices come from: the same seed gives the same run again."
          className={classes.hinted}
        >
          seed <b>{spec.seed}</b>
        </Hint>
      </span>
      {environment && <span>{environment.backend}</span>}
      {report && (
        <span>
          <Hint
            label="Counts the changes to what a run computes: figures of one revision can be compared."
            className={classes.hinted}
          >
            engine revision <b>{report.engine}</b>
          </Hint>
          {report.engine !== engineRevision && `, not ${engineRevision} as now: figures may differ`}
        </span>
      )}
      <span>{data}</span>
    </p>
  );
}
