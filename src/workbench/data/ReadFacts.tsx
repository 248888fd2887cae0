/** Says what was noted and skipped while a set was read, and which hash it has. */
import type { OwnDataFacts } from '../../datasets/own/own-data.ts';
import { writeCount } from '../../tasks/writing.ts';
import classes from './data.module.css';

export function ReadFacts({ facts }: { readonly facts: OwnDataFacts }) {
  const { notes = [], skipped, hash } = facts;
  return (
    <>
      {notes.length > 0 && (
        <ul className={classes.notes} aria-label="Notes on how it was read">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Skipped skipped={skipped} />
      <p className={classes.faint}>
        Hash <span className={classes.hash}>{hash.slice(0, 16)}…</span>
      </p>
    </>
  );
}

function Skipped({ skipped: { count, first } }: Pick<OwnDataFacts, 'skipped'>) {
  if (count === 0) return <p>Nothing was skipped.</p>;
  return (
    <details className={classes.more}>
      <summary>{writeCount(count)} skipped</summary>
      <ul className={classes.skipped}>
        {first.map(({ path, reason }) => (
          <li key={path}>
            <b>{path}</b> {reason}
          </li>
        ))}
        {count > first.length && <li>and {writeCount(count - first.length)} more</li>}
      </ul>
    </details>
  );
}
