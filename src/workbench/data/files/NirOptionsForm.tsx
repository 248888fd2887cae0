/** Asks what a NIR file of another program leaves open. */
import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { NirOptions } from '../../../exchange/nir/read.ts';
import { simulateAgain } from '../../store/models/nir.ts';
import models from '../models/models.module.css';

interface NirOptionsFormProps {
  readonly options: NirOptions;
  readonly dataset: string | null;
}

/** Most steps of a window, as on the command line. */
const mostSteps = 1024;

const resets = [
  { value: 'hard', label: 'the potential becomes 0' },
  { value: 'soft', label: 'the threshold is subtracted' },
] as const;

const codings = [
  { value: 'constant', label: 'as a current at every step' },
  { value: 'poisson', label: 'as spikes, by brightness' },
] as const;

export function NirOptionsForm({ options, dataset }: NirOptionsFormProps) {
  const [wanted, setWanted] = useState(options);
  const set = (change: Partial<NirOptions>) => setWanted({ ...wanted, ...change });
  const run = () => simulateAgain({ options: wanted, ...(dataset !== null && { dataset }) });
  return (
    <div className={models.questions}>
      <NumberInput
        size="xs"
        label="Time steps"
        min={1}
        max={mostSteps}
        allowDecimal={false}
        value={wanted.timeSteps}
        onChange={(value) => {
          if (Number.isInteger(value) && Number(value) >= 1) set({ timeSteps: Number(value) });
        }}
      />
      <NumberInput
        size="xs"
        label="Length of a step, in the unit of tau"
        step={0.001}
        value={wanted.dt}
        onChange={(value) => {
          if (Number(value) > 0) set({ dt: Number(value) });
        }}
      />
      <NativeSelect
        size="xs"
        label="At a spike"
        data={resets}
        value={wanted.reset}
        onChange={(event) => set({ reset: event.currentTarget.value as NirOptions['reset'] })}
      />
      <NativeSelect
        size="xs"
        label="The image comes"
        data={codings}
        value={wanted.coding}
        onChange={(event) => set({ coding: event.currentTarget.value as NirOptions['coding'] })}
      />
      <Button variant="default" size="compact-md" onClick={run}>
        Run it so
      </Button>
    </div>
  );
}
