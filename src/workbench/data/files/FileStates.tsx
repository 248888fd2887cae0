/** Says how far the reading of a NIR file or of a run is, or why it could not be read. */

import { Button, Progress } from '@mantine/core';
import { discard } from '../../store/importing.ts';
import type { FileRefused, ImportingNir } from '../../store/state.ts';
import classes from '../data.module.css';
import { RefusalAlert } from '../RefusalAlert.tsx';

type Reading = Extract<ImportingNir, { kind: 'nirReading' }>;

export function NirReadingPanel({ importing: { name, share } }: { readonly importing: Reading }) {
  return (
    <div className={classes.give}>
      <p>
        Reading the NIR file <b className={classes.name}>{name}</b>
      </p>
      <Progress value={Math.floor(100 * share)} aria-label={`Reading ${name}`} />
      <p role="status">{share < 0.2 ? 'Reading its nodes and weights' : 'Simulating it'} …</p>
      <div className={classes.buttons}>
        <Button variant="default" size="compact-md" onClick={discard}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

export function FileRefusedPanel({ importing: { name, message } }: { readonly importing: FileRefused }) {
  return (
    <div className={classes.give}>
      <RefusalAlert title={`${name} was not read`}>{message}</RefusalAlert>
      <div className={classes.buttons}>
        <Button variant="default" size="compact-md" onClick={discard}>
          Give something else
        </Button>
      </div>
    </div>
  );
}
