/** Shows what was read before anything trains on it, and asks what is to become of it. */

import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { knownWords } from '../../datasets/own/known-sets.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { ownId } from '../../exchange/own-shelf.ts';
import type { ImportedSet } from '../../runs/data/import-data.ts';
import { writeCount } from '../../tasks/writing.ts';
import { discard, importAgain, keepImported, takeForVisit } from '../store/importing.ts';
import { presenceOf } from '../store/presence.ts';
import type { Importing } from '../store/state.ts';
import { useWorkbench } from '../store/store.ts';
import { bytesWords } from '../words/progress-words.ts';
import { ClassCounts } from './ClassCounts.tsx';
import classes from './data.module.css';
import { channelName, channelWords, fileWords, splitsWords } from './data-words.ts';
import { OptionsForm } from './OptionsForm.tsx';
import { SampleGrid } from './SampleGrid.tsx';

type Read = Extract<Importing, { kind: 'read' }>;

export function PreviewPanel({ importing: { set, problem, keeping } }: { readonly importing: Read }) {
  const { facts, preview, samples, file } = set;
  const { title, inputShape, classNames, available, source, hash } = facts;
  const [options, setOptions] = useState(source.options);
  const known = knownWords(facts);
  return (
    <div className={classes.preview}>
      <Wanted set={set} />
      <p>
        <b className={classes.name}>{title}</b>: inputs of {inputShape.join('×')}, {classNames.length}{' '}
        classes, {splitsWords(available)}; {bytesWords(file.size)}. {known}
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
          <Skipped skipped={facts.skipped} />
          <p className={classes.faint}>
            Hash <span className={classes.hash}>{hash.slice(0, 16)}…</span>
          </p>
        </section>
      </div>
      <details className={classes.more}>
        <summary>Read it in another way</summary>
        <OptionsForm options={options} onChange={setOptions} />
        <Button variant="default" size="compact-sm" onClick={() => importAgain(options)}>
          Read it again
        </Button>
      </details>
      {problem && (
        <p className={classes.problem} role="alert">
          {problem} It can still be used for this visit.
        </p>
      )}
      <div className={classes.decide}>
        <Button size="compact-md" loading={keeping} onClick={() => void keepImported()}>
          Keep in this browser
        </Button>
        <Button variant="default" size="compact-md" disabled={keeping} onClick={takeForVisit}>
          Use for this visit
        </Button>
        <Button variant="subtle" size="compact-md" disabled={keeping} onClick={discard}>
          Discard
        </Button>
      </div>
    </div>
  );
}

/** Says whether this is the set that the settings lack. */
function Wanted({ set: { facts } }: { readonly set: ImportedSet }) {
  const dataset = useWorkbench((state) =>
    presenceOf(state, state.spec.dataset) === 'missing' ? state.spec.dataset : null,
  );
  if (dataset === null) return null;
  const file = datasetShelf.sourceOf(dataset);
  if (ownId(facts.hash) === dataset)
    return (
      <Alert className={classes.right ?? ''} role="status">
        This is the data set that these settings ask for.
      </Alert>
    );
  return (
    <Alert
      className={classes.refused ?? ''}
      role="alert"
      title="Not the data set that these settings ask for"
    >
      They ask for the hash {dataset.slice('own:'.length, 'own:'.length + 16)}…
      {file && `, read from ${fileWords(file)}`}. Using this one instead makes another experiment.
    </Alert>
  );
}

function Skipped({ skipped: { count, first } }: Pick<ImportedSet['facts'], 'skipped'>) {
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
