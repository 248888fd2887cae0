/** Lists stored records that cannot be read, each to be saved as a file or deleted. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { UnreadableRecord } from '../../../runs/records/run-store.ts';
import classes from './storage.module.css';
import { recordName } from './storage-words.ts';

export interface UnreadableListProps {
  readonly records: readonly UnreadableRecord[];
  /** Saves a record as it is stored; left out where there is no way to. */
  readonly onSave?: (record: UnreadableRecord) => void;
  readonly onDelete: (record: UnreadableRecord) => void;
}

export function UnreadableList({ records, onSave, onDelete }: UnreadableListProps) {
  // Deleted for good, so that it takes a second press.
  const [asked, setAsked] = useState<UnreadableRecord | null>(null);
  return (
    <ul className={classes.records}>
      {records.map((record) => (
        <li key={String(record.key)}>
          <p>
            <b>{recordName(record)}</b>
            <span>{record.reason}.</span>
          </p>
          {onSave && (
            <Button variant="default" size="compact-sm" onClick={() => onSave(record)}>
              Save as a file
            </Button>
          )}
          <Button
            variant={asked === record ? 'filled' : 'default'}
            {...(asked === record && { color: 'red' })}
            size="compact-sm"
            onClick={() => (asked === record ? onDelete(record) : setAsked(record))}
          >
            {asked === record ? 'Delete for good' : 'Delete'}
          </Button>
        </li>
      ))}
    </ul>
  );
}
