/** Says how far the reading of a network is, or why it could not be read. */

import { Button, Progress, TextInput } from '@mantine/core';
import { useState } from 'react';
import { endingOf } from '../../../exchange/models/endings.ts';
import type { ModelProgress } from '../../../runs/models/import-model.ts';
import { discard } from '../../store/importing.ts';
import { readWithNetwork } from '../../store/models/importing-model.ts';
import type { ImportingModel } from '../../store/state.ts';
import { useWorkbench } from '../../store/store.ts';
import classes from '../data.module.css';
import { RefusalAlert } from '../RefusalAlert.tsx';
import models from './models.module.css';

type Reading = Extract<ImportingModel, { kind: 'modelReading' }>;
type Refused = Extract<ImportingModel, { kind: 'modelRefused' }>;

const stepWords: Readonly<Record<ModelProgress['step'], string>> = {
  reading: 'Reading the layers and their weights',
  comparing: 'Comparing its outputs with the file’s in double precision',
  measuring: 'Measuring how well it does',
};

export function ModelReadingPanel({ importing: { name, progress } }: { readonly importing: Reading }) {
  return (
    <div className={classes.give}>
      <p>
        Reading the network <b className={classes.name}>{name}</b>
      </p>
      <Progress value={Math.floor(100 * (progress?.share ?? 0))} aria-label={`Reading ${name}`} />
      <p role="status">{progress ? stepWords[progress.step] : 'Opening'} …</p>
      <div className={classes.buttons}>
        <Button variant="default" size="compact-md" onClick={discard}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

export function ModelRefusedPanel({ importing: { name, message } }: { readonly importing: Refused }) {
  const [network, setNetwork] = useState(() => useWorkbench.getState().spec.network);
  return (
    <div className={classes.give}>
      <RefusalAlert title={`${name} was not imported`}>
        <span className={models.message}>{message}</span>
      </RefusalAlert>
      <div className={classes.buttons}>
        {/* Only a file of tensors by name needs to be told its network. */}
        {endingOf(name) === 'safetensors' && (
          <>
            <TextInput
              size="xs"
              aria-label="Network of these tensors, in the notation"
              value={network}
              onChange={(event) => setNetwork(event.currentTarget.value)}
            />
            <Button size="compact-md" onClick={() => readWithNetwork(network)}>
              Read it as this network
            </Button>
          </>
        )}
        <Button variant="default" size="compact-md" onClick={discard}>
          Give something else
        </Button>
      </div>
    </div>
  );
}
