/** Adds a run to the comparison with the one on screen, or removes it. */
import { comparedRuns, mostCompared, tooManyWords } from '../store/compared.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './runs.module.css';
import { tryToCompare } from './try-to-compare.ts';

export interface CompareBoxProps {
  readonly id: string;
  readonly name: string;
}

export function CompareBox({ id, name }: CompareBoxProps) {
  const checked = useWorkbench((state) => comparedRuns(state).some((run) => run.id === id));
  const full = useWorkbench((state) => comparedRuns(state).length >= mostCompared) && !checked;
  return (
    <label className={classes.box} title={full ? tooManyWords : 'Compare with the run on screen'}>
      <input
        type="checkbox"
        checked={checked}
        // Not disabled, so that it can still be reached and say why it does nothing.
        aria-disabled={full || undefined}
        aria-label={`Compare with the run on screen: ${name}`}
        onChange={() => tryToCompare(id)}
      />
    </label>
  );
}
