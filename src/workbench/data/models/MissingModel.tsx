/** Says which file is wanted where the settings start from a network that is not here. */

import { Alert, Button } from '@mantine/core';
import { IconFileUnknown } from '@tabler/icons-react';
import { modelShelf } from '../../../exchange/own-models.ts';
import { writeCount } from '../../../tasks/writing.ts';
import { openData } from '../../store/importing.ts';
import { wantedModel } from '../../store/presence.ts';
import { useWorkbench } from '../../store/store.ts';
import classes from '../data.module.css';

/** The notice above the chart; nothing where the network is here. */
export function MissingModelNotice() {
  const wanted = useWorkbench(wantedModel);
  if (wanted === null) return null;
  const source = modelShelf.sourceOf(wanted);
  return (
    <Alert
      className={classes.notice ?? ''}
      role="status"
      title="These settings need a network that is not in this browser"
      icon={<IconFileUnknown size={18} />}
    >
      <p>
        {source ? (
          <>
            Wanted: <b className={classes.name}>{source.title}</b>
            {source.bytes !== null && ` (${writeCount(source.bytes)} bytes)`}.{' '}
          </>
        ) : (
          'Nobody has told which file it was made from. '
        )}
        Hash <span className={classes.hash}>{wanted.slice('own:'.length, 'own:'.length + 16)}…</span>. Drop it
        anywhere on the page: the settings stay as they are, and the hash tells whether it is the right one.
      </p>
      <Button size="compact-sm" variant="default" onClick={openData}>
        Your data …
      </Button>
    </Alert>
  );
}
