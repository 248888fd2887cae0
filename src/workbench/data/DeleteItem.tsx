/** Deletes what is kept, and lists what is kept and cannot be used. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DamagedSet } from '../store/state.ts';
import { bytesWords } from '../words/progress-words.ts';
import classes from './data.module.css';

export function DamagedItem({ set, onDelete }: { readonly set: DamagedSet; readonly onDelete: () => void }) {
  return (
    <li>
      <p>
        <b className={classes.name}>{set.hash.slice(0, 16)}…</b>
        <span>
          {bytesWords(set.bytes)}. {set.reason}
        </span>
      </p>
      <DeleteButton name={set.hash.slice(0, 16)} onDelete={onDelete} />
    </li>
  );
}

/** Deletes for good, so that it takes a second press. */
export function DeleteButton({ name, onDelete }: { readonly name: string; readonly onDelete: () => void }) {
  const [asked, setAsked] = useState(false);
  return (
    <Button
      variant={asked ? 'filled' : 'default'}
      {...(asked && { color: 'red' })}
      size="compact-sm"
      aria-label={`${asked ? 'Delete for good' : 'Delete'}: ${name}`}
      onClick={() => (asked ? onDelete() : setAsked(true))}
      onBlur={() => setAsked(false)}
    >
      {asked ? 'Delete for good' : 'Delete'}
    </Button>
  );
}
