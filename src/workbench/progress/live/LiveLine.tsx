/**
 * Says what the scheduler is doing now: how much patience is left, and how long this epoch and the
 * whole run still take.
 */
import { useShownLive } from '../../store/selectors.ts';
import { Term } from '../../words/glossary/Term.tsx';
import { durationWords } from '../../words/progress-words.ts';
import classes from '../card.module.css';

export function LiveLine() {
  const live = useShownLive();
  if (!live || live.stage === 0 || live.ended) return null;
  const { counter, patience, bestEpoch } = live.patience;
  const best = live.epoch !== null && live.epoch > 0 ? ` · best epoch ${bestEpoch}` : '';
  return (
    <p className={classes.liveLine}>
      <b>{live.layer}</b> <Term id="patience">patience</Term> used{' '}
      <span className="num">
        {counter}/{patience}
      </span>
      {best}
      {live.eta &&
        live.eta.epochSeconds !== null &&
        ` · an epoch takes ${durationWords(live.eta.epochSeconds)}`}
    </p>
  );
}
