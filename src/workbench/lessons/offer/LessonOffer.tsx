/**
 * Offers the first lesson in one sentence, until it is started or skipped: then it is not offered
 * again in this browser.
 */
import { useState } from 'react';
import { askNow } from '../../shared/services/service.ts';
import { openLessons, useEntry } from '../entry.ts';
import classes from './offer.module.css';

const key = 'spikewise-lesson-offer';

export function LessonOffer() {
  const [answered, setAnswered] = useState(
    () => askNow('preferences', () => localStorage.getItem(key)) !== null,
  );
  const open = useEntry((state) => state.open);
  if (answered || open) return null;
  const answer = (what: 'started' | 'skipped') => {
    askNow('preferences', () => localStorage.setItem(key, what));
    setAnswered(true);
  };
  return (
    <span className={classes.offer} data-offer>
      <span>
        <b>New to spikes?</b>{' '}
        <span className={classes.more}>Begin with one neuron that you move yourself.</span>
      </span>
      <button
        type="button"
        className={classes.start}
        onClick={() => {
          answer('started');
          openLessons('neuron');
        }}
      >
        Start the first lesson
      </button>
      <button type="button" onClick={() => answer('skipped')}>
        Skip
      </button>
    </span>
  );
}
