/** Lists every term that the page explains. */
import { Formula } from '../formula/Formula.tsx';
import classes from './glossary.module.css';
import { PaperPlace } from './Term.tsx';
import { type Definition, terms } from './terms.ts';

export function TermList() {
  return (
    <dl className={classes.list}>
      {Object.entries(terms).map(([id, { word, meaning, paper, formula }]: [string, Definition]) => (
        <div key={id}>
          <dt>{word}</dt>
          <dd>
            {meaning} <PaperPlace paper={paper} />
            {formula && <Formula tex={formula} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
