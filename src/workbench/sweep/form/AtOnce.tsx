/** Chooses how many cells run at the same time, each in workers of its own. */
import { useId } from 'react';
import { useWorkbench } from '../../store/store.ts';
import { mostAtOnce } from '../draft/estimate.ts';
import { useSweeps } from '../store/state.ts';
import { useAtOnce } from '../use-sweep.ts';
import classes from './form.module.css';

export function AtOnce() {
  const id = useId();
  const atOnce = useAtOnce();
  const workers = useWorkbench((state) => state.spec.workers);
  const running = useSweeps((state) => state.underWay !== null);
  const cores = navigator.hardwareConcurrency || 2;
  return (
    <div>
      <label htmlFor={id}>Cells at once</label>
      <input
        id={id}
        className={classes.number}
        type="number"
        min={1}
        max={mostAtOnce}
        value={atOnce}
        disabled={running}
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const value = event.currentTarget.valueAsNumber;
          if (Number.isInteger(value))
            useSweeps.setState({ atOnce: Math.min(mostAtOnce, Math.max(1, value)) });
        }}
      />
      <p id={`${id}-help`} className={classes.help}>
        {cores} cores, {workers === 1 ? 'a worker' : `${workers} workers`} a cell
      </p>
    </div>
  );
}
