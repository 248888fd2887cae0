import { useIsLive } from '../../store/selectors.ts';
import classes from '../chart/chart.module.css';
import type { Chart } from '../chart/use-chart.ts';

/** Says what will be shown here, and what to press for it. */
export function EmptyChart({ chart: { words, metric } }: { chart: Chart }) {
  const live = useIsLive();
  return (
    <div className={classes.empty}>
      {live ? (
        <p>{words.waiting}</p>
      ) : (
        <p>
          Press <b>▶ {words.start}</b> {words.before(metric)}
        </p>
      )}
    </div>
  );
}
