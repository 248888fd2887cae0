import { Button, Progress } from '@mantine/core';
import { discard } from '../store/importing.ts';
import type { Importing } from '../store/state.ts';
import classes from './data.module.css';
import { progressWords } from './data-words.ts';

type Reading = Extract<Importing, { kind: 'reading' }>;

export function ReadingPanel({ importing: { name, progress } }: { readonly importing: Reading }) {
  const percent = Math.floor(100 * (progress?.share ?? 0));
  return (
    <div className={classes.give}>
      <p>
        Reading <b className={classes.name}>{name}</b>
      </p>
      <Progress value={percent} aria-label={`Reading ${name}`} />
      <p role="status">{progressWords(progress)}</p>
      <div className={classes.buttons}>
        <Button variant="default" size="compact-md" onClick={discard}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
