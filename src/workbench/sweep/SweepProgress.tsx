/**
 * Shows the progress of the sweep under way in the top bar: the cells that ended, those that run,
 * the time left.
 */
import { useEffect, useState } from 'react';
import { useWorkbench } from '../store/store.ts';
import status from '../topbar/status.module.css';
import { durationWords } from '../words/progress-words.ts';
import { useSweeps } from './store/state.ts';
import classes from './sweep.module.css';

/** Returns the page's clock, which ticks once a second while something counts down. */
function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}

export function SweepProgress() {
  const underWay = useSweeps((state) => state.underWay);
  const sofar = useWorkbench((state) => state.sweepUnderWay);
  const now = useNow(underWay !== null && !underWay.paused);
  if (!underWay || !sofar) return <div className={status.progress} />;
  const { eta, paused, cancelling, cells, failed } = underWay;
  const upTo = (count: number) => ({ transform: `scaleX(${count / sofar.cells})` });
  const left = eta && Math.max(1, eta.seconds - Math.max(0, now - eta.at) / 1000);
  return (
    <div className={status.progress}>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label="Cells that ended"
        aria-valuemin={0}
        aria-valuemax={sofar.cells}
        aria-valuenow={sofar.ended}
      >
        <i data-running style={upTo(sofar.ended + cells.size)} />
        <i data-failed style={upTo(sofar.ended)} />
        <i style={upTo(sofar.ended - failed)} />
      </div>
      <span className={status.words}>
        <span>
          {cancelling && 'cancelling … '}
          {paused && (cells.size > 0 ? 'pausing after the cells under way · ' : 'paused · ')}
          {sofar.ended} of {sofar.cells} cells
        </span>
        {left !== null && !paused && <b>about {durationWords(left)} left</b>}
      </span>
    </div>
  );
}
