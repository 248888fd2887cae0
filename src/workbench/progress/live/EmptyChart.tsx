import { useIsLive, useIsPaused } from '../../store/selectors.ts';
import { pausedWords } from '../../words/progress-words.ts';
import classes from '../chart/chart.module.css';
import type { Chart } from '../chart/use-chart.ts';

/** Says what will be shown here, and what to press for it. */
export function EmptyChart({ chart: { words, metric } }: { chart: Chart }) {
  const live = useIsLive();
  const paused = useIsPaused();
  return (
    <div className={classes.empty}>
      {live ? (
        <p>{paused ? pausedWords : words.waiting}</p>
      ) : (
        <p>
          Press <b>▶ {words.start}</b> {words.before(metric)}
        </p>
      )}
    </div>
  );
}
