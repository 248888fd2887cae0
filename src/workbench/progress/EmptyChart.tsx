import { useIsLive } from '../store/selectors.ts';
import classes from './chart.module.css';

/** What will be here, and what to press for it. */
export function EmptyChart() {
  const live = useIsLive();
  return (
    <div className={classes.empty}>
      {live ? (
        <p>The first point comes when the first layer has been converted.</p>
      ) : (
        <p>
          Press <b>▶ Convert</b> and watch each layer turn into spiking neurons: the accuracy falls, then
          tuning wins it back.
        </p>
      )}
    </div>
  );
}
