/** Shows what was read before anything trains on it, and asks what is to become of it. */

import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { ownId } from '../../exchange/own-shelf.ts';
import type { ImportedSet } from '../../runs/data/import-data.ts';
import { discard, importAgain, keepImported, takeForVisit } from '../store/importing.ts';
import { presenceOf } from '../store/presence.ts';
import type { Importing } from '../store/state.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './data.module.css';
import { fileWords } from './data-words.ts';
import { ExamplesPreview } from './ExamplesPreview.tsx';
import { OptionsForm } from './OptionsForm.tsx';
import { SpeechPreview } from './speech/SpeechPreview.tsx';

type Read = Extract<Importing, { kind: 'read' }>;

export function PreviewPanel({ importing: { set, problem, keeping } }: { readonly importing: Read }) {
  const [options, setOptions] = useState(set.facts.source.options);
  return (
    <div className={classes.preview}>
      <Wanted set={set} />
      <SetPreview set={set} />
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

function SetPreview({ set }: { readonly set: ImportedSet }) {
  switch (set.kind) {
    case 'examples':
      return <ExamplesPreview set={set} />;
    case 'speech':
      return <SpeechPreview set={set} />;
  }
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
