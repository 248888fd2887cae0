/** Says which file is wanted where settings or a run name an imported set that is not here. */

import { Alert, Button } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { knownFile } from '../../datasets/own/known-sets.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { Empty } from '../shared/Empty.tsx';
import { openData } from '../store/importing.ts';
import { type Needs, type Presence, presenceOf, presenceOfAll } from '../store/presence.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './data.module.css';
import { fileWords } from './data-words.ts';

/** Returns whether what a run needs is at hand. */
export function usePresence(needs: Needs | null): Presence {
  return useWorkbench((state) => (needs ? presenceOfAll(state, needs) : 'here'));
}

interface MissingExamplesProps {
  readonly needs: Needs;
  readonly presence: Exclude<Presence, 'here'>;
}

/** Stands in the place of what needs the examples, or the network, that are not here. */
export function MissingExamples({ needs, presence }: MissingExamplesProps) {
  const { dataset } = needs;
  const data = useWorkbench((state) => presenceOf(state, dataset));
  if (presence === 'awaited') return <Empty title="Looking for its data">One moment.</Empty>;
  if (data === 'here')
    return (
      <Empty title="Its network is not here">
        Import it to look at examples; everything else of the run is shown.
      </Empty>
    );
  const file = datasetShelf.sourceOf(dataset);
  return (
    <Empty title="Its data are not here">
      {file ? `They were read from ${fileWords(file)}. ` : ''}Import them to look at examples; everything else
      of the run is shown.
    </Empty>
  );
}

/** The notice on the settings' own set; nothing where it is here. */
export function MissingNotice() {
  const dataset = useWorkbench(({ spec }) => spec.dataset);
  const presence = useWorkbench((state) => presenceOf(state, dataset));
  if (presence !== 'missing') return null;
  const file = datasetShelf.sourceOf(dataset);
  const address = file && knownFile(file.name)?.address;
  return (
    <Alert
      className={classes.notice ?? ''}
      role="status"
      title="These settings need data that are not in this browser"
      icon={<IconDatabaseOff size={18} />}
    >
      <p>
        {file ? (
          <>
            Wanted: <b className={classes.name}>{fileWords(file)}</b>.{' '}
          </>
        ) : (
          'Nobody has told which file they were read from. '
        )}
        Hash <span className={classes.hash}>{dataset.slice('own:'.length, 'own:'.length + 16)}…</span>.{' '}
        {address && (
          <>
            Its makers offer a file of this name at <span className={classes.address}>{address}</span>.{' '}
          </>
        )}
        Drop it anywhere on the page: the settings stay as they are, and the hash tells whether it is the
        right one.
      </p>
      <Button size="compact-sm" variant="default" onClick={openData}>
        Your data …
      </Button>
    </Alert>
  );
}
