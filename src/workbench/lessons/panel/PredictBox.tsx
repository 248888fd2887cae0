/** Asks for a guess, and shows it against what happened once that is known. */
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import type { Predict } from '../lesson.ts';
import { type Said, saidWords, withoutStop } from '../predictions.ts';
import type { KeptPrediction } from '../progress.ts';
import classes from './lessons.module.css';

interface PredictBoxProps {
  readonly predict: Predict;
  readonly kept: KeptPrediction | null;
  readonly onPredict: (said: Said) => void;
}

export function PredictBox({ predict, kept, onPredict }: PredictBoxProps) {
  return (
    <section className={classes.predict} aria-label="Prediction">
      <p className={classes.ask}>{predict.ask}</p>
      {kept ? (
        <Kept predict={predict} kept={kept} />
      ) : predict.kind === 'number' ? (
        <NumberGuess predict={predict} onPredict={onPredict} />
      ) : (
        <Choice predict={predict} onPredict={onPredict} />
      )}
    </section>
  );
}

function Kept({ predict, kept }: { readonly predict: Predict; readonly kept: KeptPrediction }) {
  const said = withoutStop(saidWords(predict, kept.said));
  const was = kept.was === null ? '' : withoutStop(kept.was);
  return (
    <p className={classes.said} role="status">
      You said: <b>{said}</b>.
      {was && was !== said ? (
        <>
          {' '}
          {predict.figure ? 'What happened' : 'Right is'}: <b>{was}</b>.
        </>
      ) : null}
      {kept.right ? (
        <span className={classes.verdict} data-right>
          {' '}
          You had it.
        </span>
      ) : null}
    </p>
  );
}

interface GuessProps<K extends Predict['kind']> {
  readonly predict: Extract<Predict, { kind: K }>;
  readonly onPredict: (said: Said) => void;
}

function NumberGuess({ predict, onPredict }: GuessProps<'number'>) {
  const { min, max, step, unit, ask } = predict;
  const [value, setValue] = useState(min + step * Math.round((max - min) / step / 2));
  // Where it begins, in the middle, is nobody's guess.
  const [moved, setMoved] = useState(false);
  const id = useId();
  return (
    <>
      <div className={classes.guess}>
        <input
          id={id}
          type="range"
          aria-label={`Your guess: ${ask}`}
          aria-valuetext={`${value} ${unit}`}
          {...{ min, max, step, value }}
          onChange={(event) => {
            setValue(event.currentTarget.valueAsNumber);
            setMoved(true);
          }}
          onPointerUp={() => setMoved(true)}
        />
        {/* As wide as its longest words, so that the slider keeps its length. */}
        <output htmlFor={id} style={{ minWidth: `${`${max} ${unit}`.length}ch` }}>
          {moved ? value : '?'} {unit}
        </output>
      </div>
      <Button size="compact-sm" variant="default" disabled={!moved} onClick={() => onPredict(value)}>
        {moved ? 'This is my guess' : 'Move the slider to your guess'}
      </Button>
    </>
  );
}

function Choice({ predict, onPredict }: GuessProps<'choice'>) {
  return (
    <ul className={classes.options}>
      {predict.options.map(({ id, words }) => (
        <li key={id}>
          <button type="button" data-option={id} onClick={() => onPredict(id)}>
            {words}
          </button>
        </li>
      ))}
    </ul>
  );
}
