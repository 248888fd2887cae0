import { useIsLive } from '../../store/selectors.ts';
import type { MethodWords } from '../../words/method-words.ts';
import classes from '../chart/chart.module.css';

/** What will be here, and what to press for it. */
export function EmptyChart({ words }: { words: MethodWords }) {
  const live = useIsLive();
  return (
    <div className={classes.empty}>
      {live ? (
        <p>{words.waiting}</p>
      ) : (
        <p>
          Press <b>▶ {words.start}</b> {words.before}
        </p>
      )}
    </div>
  );
}
