/** Says what to do when there are not yet two runs side by side. */
import { useWorkbench } from '../store/store.ts';
import classes from './compare.module.css';

export function NothingCompared() {
  const count = useWorkbench((state) => state.runs.length);
  return (
    <div className={classes.nothing}>
      {count === 0 && (
        <p>
          Nothing has run yet. Press <b>▶ Convert</b>; every run is kept, and two of them can be compared.
        </p>
      )}
      {count === 1 && (
        <p>
          There is one run so far. Change a setting, press <b>▶ Convert</b> again, and the two can be
          compared.
        </p>
      )}
      {count > 1 && (
        <p>
          Tick a run to set it beside the one on screen: settings that differ, what came out, and every layer.
          Its curve joins the chart.
        </p>
      )}
    </div>
  );
}
