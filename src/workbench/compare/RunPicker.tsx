/** Lists all runs but the one on screen, with a box to tick for each. */

import { CompareBox } from '../runs/CompareBox.tsx';
import { chipFigure, chipHelp, chipName } from '../runs/chip-words.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './compare.module.css';

export function RunPicker() {
  const runs = useWorkbench((state) => state.runs);
  const shown = useWorkbench((state) => state.shown?.id ?? null);
  const current = useWorkbench((state) => state.current?.id ?? null);
  const others = runs.filter((run) => run.id !== shown);
  const mixed = new Set(runs.map((run) => run.spec.preset)).size > 1;
  if (others.length === 0) return null;
  return (
    <ul className={classes.picker} aria-label="Compare with">
      {others.map((run) => {
        const name = chipName(run, { mixed, current: run.id === current });
        const figure = chipFigure(run);
        return (
          <li key={run.id} title={chipHelp(run)}>
            <CompareBox id={run.id} name={figure ? `${name}, ${figure}` : name} />
            <span>{name}</span> <b>{figure}</b>
          </li>
        );
      })}
    </ul>
  );
}
