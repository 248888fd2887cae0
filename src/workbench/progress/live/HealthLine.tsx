/** Says how the run on screen fares while it is under way. */
import { neuronCount } from '../../../networks/layer.ts';
import { taskOf } from '../../../tasks/index.ts';
import { useShownLive, useShownRun } from '../../store/selectors.ts';
import { healthOf } from '../../words/health-words.ts';
import classes from '../card.module.css';

export function HealthLine() {
  const live = useShownLive();
  const run = useShownRun();
  if (!live || !run) return null;
  const task = taskOf(run.spec.task);
  const last = run.layers.at(-1);
  const outputs = task.targets === 'class' && last ? neuronCount(last) : 0;
  const health = healthOf(live, run.epochs, task, outputs);
  if (!health) return null;
  return (
    <p
      className={classes.health}
      data-state={health.state}
      role={health.state === 'ill' ? 'status' : undefined}
    >
      {health.words}
    </p>
  );
}
