/** Counts recordings, talkers, genders and minutes in each part of imported speech. */
import { minutesOf, type OwnSpeechFacts } from '../../../datasets/own/speech/own-speech.ts';
import { writeCount } from '../../../tasks/writing.ts';
import classes from '../data.module.css';
import own from './speech.module.css';
import { partWords } from './speech-words.ts';

export function PartsTable({ facts: { parts, layout } }: { readonly facts: OwnSpeechFacts }) {
  const hasTalkers = layout === 'talkers';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={classes.scroll} tabIndex={0} aria-label="Parts of the set">
      <table className={`${classes.counts} ${own.parts}`}>
        <thead className={classes.head}>
          <tr>
            <th scope="col">part</th>
            <th scope="col">{hasTalkers ? <abbr title="recordings">rec.</abbr> : 'mixtures'}</th>
            {hasTalkers && (
              <>
                <th scope="col">talkers</th>
                <th scope="col">
                  <abbr title="female">F</abbr>
                </th>
                <th scope="col">
                  <abbr title="male">M</abbr>
                </th>
              </>
            )}
            <th scope="col">minutes</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ part, recordings, talkers, female, male, samples }) => (
            <tr key={part}>
              <th scope="row">{partWords[part]}</th>
              <td>{writeCount(recordings)}</td>
              {hasTalkers && (
                <>
                  <td>{writeCount(talkers)}</td>
                  <td>{writeCount(female)}</td>
                  <td>{writeCount(male)}</td>
                </>
              )}
              <td>{minutesOf(samples)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasTalkers && (
        <p className={classes.faint}>
          Closed are recordings of the training’s talkers that are not learnt from, open those of talkers whom
          nobody learns from.
        </p>
      )}
    </section>
  );
}
