/**
 * Shows the progress of the run: a segment per stage, orange for done, violet for the one under
 * way, and the same in words.
 */
import { useEffect, useState } from 'react';
import { useWorkbench } from '../store/store.ts';
import { progressWords } from '../words/progress-words.ts';
import { endWords, segmentsOf } from './segments.ts';
import classes from './status.module.css';

/** Returns the page's clock, which ticks once a second while something counts down. */
function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return ticking ? Math.max(now, Date.now() - 1000) : now;
}

export function Progress() {
  const live = useWorkbench((state) => state.live);
  const run = useWorkbench((state) => state.current ?? state.shown);
  const now = useNow(live !== null && !live.paused);
  const segments = segmentsOf(run, live);
  const words = live ? progressWords(live, segments.length, now) : null;
  const done = segments.filter((segment) => segment.state === 'done').length;
  const testing = segments.find((segment) => segment.state === 'testing');
  return (
    <div className={classes.progress} data-over={live === null || undefined}>
      {segments.length > 0 && (
        <div
          className={classes.segments}
          role="progressbar"
          aria-label={testing ? 'Share of the test, in percent' : 'Stages done'}
          aria-valuemin={0}
          aria-valuemax={testing ? 100 : segments.length}
          aria-valuenow={testing ? Math.round(100 * testing.share) : done}
        >
          {segments.map((segment) => (
            <span key={segment.layer} data-state={segment.state} title={segment.layer}>
              <i style={{ transform: `scaleX(${segment.share})` }} />
            </span>
          ))}
        </div>
      )}
      {live?.loading && live.loading.totalBytes > 0 && (
        <div className={classes.loading} aria-hidden>
          <i style={{ width: `${(100 * live.loading.loadedBytes) / live.loading.totalBytes}%` }} />
        </div>
      )}
      <span className={classes.words} aria-live="off">
        <span>{words ? words.where : endWords(run)}</span>
        {words?.left && <b>{words.left}</b>}
      </span>
    </div>
  );
}
