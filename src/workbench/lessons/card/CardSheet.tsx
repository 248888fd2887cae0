/** A report card as a sheet: each step with its prediction and what happened, and the runs. */
import { whole } from '../../shared/format.ts';
import { withoutStop } from '../predictions.ts';
import classes from './card.module.css';
import type { ReportCard } from './report-card.ts';

export function CardSheet({ card }: { readonly card: ReportCard }) {
  const guesses = card.steps.flatMap(({ prediction }) => (prediction?.was ? [prediction] : []));
  const right = guesses.filter((prediction) => prediction.right).length;
  const done = card.steps.filter((step) => step.done).length;
  return (
    <article className={classes.sheet} aria-label="Report card" data-print-alone>
      <h3>{card.title}</h3>
      <p>
        {card.name ? <b>{card.name}, </b> : null}
        {new Date(card.madeAt).toLocaleString()} · {done} of {card.steps.length} steps done · {right} of{' '}
        {guesses.length} predictions right
      </p>
      <ol>
        {card.steps.map(({ title, done: isDone, prediction }) => (
          <li key={title} data-done={isDone || undefined}>
            <b>{title}</b>
            <span>{isDone ? ' done' : ' not done'}</span>
            {prediction && (
              <p>
                {prediction.asked} Said: <b>{withoutStop(prediction.said)}</b>
                {prediction.was && prediction.was !== prediction.said ? (
                  <>
                    ; what happened: <b>{withoutStop(prediction.was)}</b>
                  </>
                ) : null}
                {prediction.right === null ? '.' : prediction.right ? ' (right).' : ' (not right).'}
              </p>
            )}
          </li>
        ))}
      </ol>
      {card.runs.length > 0 && (
        <>
          <h4>{card.runs.length === 1 ? 'The run' : `The ${whole(card.runs.length)} runs`}</h4>
          <ul>
            {card.runs.map(({ name, link, status, ann, snn }) => (
              <li key={`${link} ${name}`}>
                {name}: {status}
                {ann && snn ? `, ANN ${ann}, SNN ${snn} on the test images` : ''}
                <code translate="no">{link}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={classes.engine}>Spikewise, engine revision {card.engine}</p>
    </article>
  );
}
