/** Says above the strip what the page does; the ways to the one neuron and to the words follow. */
import { memo, type ReactNode } from 'react';
import { paperTitle, paperUrl } from '../../runs/records/paper/reference.ts';
import { Term } from '../words/glossary/Term.tsx';
import classes from './intro.module.css';

interface IntroProps {
  /** Null where the link hides the one neuron. */
  readonly onNeuron: (() => void) | null;
  readonly onWords: () => void;
  /** Follows the sentence. */
  readonly offer: ReactNode;
}

export const Intro = memo(function Intro({ onNeuron, onWords, offer }: IntroProps) {
  return (
    <p className={classes.intro}>
      Watch a trained network learn to <Term id="spike">spike</Term>, layer by layer:{' '}
      <a href={paperUrl} title={paperTitle} target="_blank" rel="noreferrer">
        progressive tandem learning
      </a>
      .{' '}
      {onNeuron && (
        <>
          <button type="button" className={classes.neuron} onClick={onNeuron}>
            Try one neuron
          </button>{' '}
        </>
      )}
      <button type="button" className={classes.words} onClick={onWords}>
        Words
      </button>{' '}
      {offer}
    </p>
  );
});
