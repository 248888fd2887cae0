/**
 * Says above the strip what the page does, and what the colours of the strip mean; the ways to the
 * one neuron and to the words stand beside it.
 */
import { memo } from 'react';
import { paperTitle, paperUrl } from '../../runs/records/paper/reference.ts';
import { WordGroup } from '../shared/word-group.tsx';
import { Term } from '../words/glossary/Term.tsx';
import classes from './intro.module.css';

interface IntroProps {
  readonly onNeuron: () => void;
  readonly onWords: () => void;
}

export const Intro = memo(function Intro({ onNeuron, onWords }: IntroProps) {
  return (
    <WordGroup>
      <div className={classes.intro}>
        <p>
          Spikewise turns a trained network into one whose neurons only <Term id="spike">spike</Term>, layer
          by layer, while you watch:{' '}
          <a href={paperUrl} title={paperTitle} target="_blank" rel="noreferrer">
            progressive tandem learning
          </a>
          .
        </p>
        <p className={classes.ways}>
          <button type="button" onClick={onNeuron}>
            Try one neuron
          </button>
          <button type="button" onClick={onWords}>
            Words
          </button>
        </p>
        <p className={classes.key}>
          <span data-state="analog">
            <Term id="ann">analog</Term>
          </span>
          <span data-state="learning">
            <Term id="coupled">learning</Term>
          </span>
          <span data-state="spiking">
            <Term id="frozen">spiking</Term>
          </span>
          <span data-state="output">
            <Term id="readout">output</Term>
          </span>
        </p>
      </div>
    </WordGroup>
  );
});
