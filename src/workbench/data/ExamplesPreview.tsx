/** Shows examples with classes that were read: some of them, their classes, range and mean. */
import { knownWords } from '../../datasets/own/known-sets.ts';
import type { ImportedExamples } from '../../runs/data/import-data.ts';
import { bytesWords } from '../words/progress-words.ts';
import { ClassCounts } from './ClassCounts.tsx';
import classes from './data.module.css';
import { channelName, channelWords, splitsWords } from './data-words.ts';
import { ReadFacts } from './ReadFacts.tsx';
import { SampleGrid } from './SampleGrid.tsx';

export function ExamplesPreview({
  set: { facts, preview, samples, file },
}: {
  readonly set: ImportedExamples;
}) {
  const { title, inputShape, classNames, available } = facts;
  return (
    <>
      <p>
        <b className={classes.name}>{title}</b>: inputs of {inputShape.join('×')}, {classNames.length}{' '}
        classes, {splitsWords(available)}; {bytesWords(file.size)}. {knownWords(facts)}
      </p>
      <SampleGrid samples={samples} shape={inputShape} classNames={classNames} />
      <div className={classes.columns}>
        <ClassCounts classNames={classNames} counts={preview.counts} />
        <section aria-label="Range and mean">
          <h3 className="eyebrow">Inputs, as a network gets them</h3>
          <dl className={classes.channels}>
            {preview.channels.map((channel, c) => (
              <div key={channelName(c, preview.channels.length)}>
                <dt>{channelName(c, preview.channels.length)}</dt>
                <dd>{channelWords(channel)}</dd>
              </div>
            ))}
          </dl>
          <ReadFacts facts={facts} />
        </section>
      </div>
    </>
  );
}
