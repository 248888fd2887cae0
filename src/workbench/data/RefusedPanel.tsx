/** Says why what was given could not be read, and offers other choices. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import { discard, importAgain } from '../store/importing.ts';
import type { Importing } from '../store/state.ts';
import classes from './data.module.css';
import { OptionsForm } from './OptionsForm.tsx';
import { RefusalAlert } from './RefusalAlert.tsx';

type Refused = Extract<Importing, { kind: 'refused' }>;

export function RefusedPanel({ importing: { name, message, options: before } }: { importing: Refused }) {
  const [options, setOptions] = useState(before);
  return (
    <div className={classes.give}>
      <RefusalAlert title={`${name} was not imported`}>{message}</RefusalAlert>
      <details className={classes.more} open>
        <summary>How it is read</summary>
        <OptionsForm options={options} onChange={setOptions} />
      </details>
      <div className={classes.buttons}>
        <Button size="compact-md" onClick={() => importAgain(options)}>
          Read it again
        </Button>
        <Button variant="default" size="compact-md" onClick={discard}>
          Give something else
        </Button>
      </div>
    </div>
  );
}
