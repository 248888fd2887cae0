/** Lists every term that the page explains. */
import classes from './glossary.module.css';
import { PaperPlace } from './Term.tsx';
import { terms } from './terms.ts';

export function TermList() {
  return (
    <dl className={classes.list}>
      {Object.entries(terms).map(([id, { word, meaning, paper }]) => (
        <div key={id}>
          <dt>{word}</dt>
          <dd>
            {meaning} <PaperPlace paper={paper} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
