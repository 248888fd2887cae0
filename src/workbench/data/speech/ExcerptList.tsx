/** Draws how loud some recordings are along time, with the talker of each. */
import type { OwnSpeechFacts } from '../../../datasets/own/speech/own-speech.ts';
import type { Excerpt } from '../../../datasets/own/speech/speech-preview.ts';
import classes from './speech.module.css';

interface ExcerptListProps {
  readonly excerpts: readonly Excerpt[];
  readonly layout: OwnSpeechFacts['layout'];
}

const genders = { F: 'female', M: 'male' } as const;

/** Height of a drawing whose width is the number of its stretches. */
const height = 32;

export function ExcerptList({ excerpts, layout }: ExcerptListProps) {
  return (
    <ul
      className={classes.excerpts}
      aria-label={layout === 'talkers' ? 'Some of the talkers' : 'Some of the mixtures'}
    >
      {excerpts.map((excerpt, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the excerpts of a set never change
        <li key={i}>
          <Swell swell={excerpt.swell} />
          <b>{excerpt.speaker}</b>
          <span>
            {layout === 'talkers' && `${excerpt.gender ? genders[excerpt.gender] : 'gender not known'}, `}
            {excerpt.seconds.toFixed(1)}&nbsp;s
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The loudness about a middle line; its text is the name and length beside it. */
function Swell({ swell }: Pick<Excerpt, 'swell'>) {
  const middle = height / 2;
  const top = [...swell].map((value, x) => `${x + 0.5},${(middle - value * middle).toFixed(2)}`);
  const bottom = [...swell].map((value, x) => `${x + 0.5},${(middle + value * middle).toFixed(2)}`);
  return (
    <svg viewBox={`0 0 ${swell.length} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2={swell.length} y1={middle} y2={middle} />
      <polygon points={[...top, ...bottom.reverse()].join(' ')} />
    </svg>
  );
}
