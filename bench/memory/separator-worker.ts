/**
 * Begins a run of a separator in this process, ends it after the first epoch of its first stage,
 * separates a signal of the network's length with a spiking core, and sends the time and the
 * memory that took.
 */
import { totalmem } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { openNodeBackend } from '../../cli/backend.ts';
import { diskReader } from '../../cli/read-disk.ts';
import { createSeparator, separatorVariables } from '../../src/engine/separation/separator.ts';
import { separate } from '../../src/engine/simulation/signals/separate.ts';
import { noise, separatorEnds, spikingCore } from '../../src/engine/testing/separators.ts';
import { alone } from '../../src/engine/work/crew.ts';
import { toLayers } from '../../src/networks/chain.ts';
import { frontParameters } from '../../src/networks/front.ts';
import { parseNotation } from '../../src/networks/notation.ts';
import { parameterCount } from '../../src/networks/sizes.ts';
import { createControl } from '../../src/runs/execution/control.ts';
import { execute } from '../../src/runs/execution/execute.ts';
import type { RunEvent } from '../../src/runs/records/events.ts';
import { houseKnown } from '../../src/runs/spec/known.ts';
import { limitsOf } from '../../src/runs/spec/memory/limits.ts';
import { planOf } from '../../src/runs/spec/memory/memory-problem.ts';
import { totalOf } from '../../src/runs/spec/memory/parts.ts';
import { presetSpec, type RunSpec } from '../../src/runs/spec/spec.ts';
import { answer, question } from './child.ts';
import { createGauge, type Peak } from './gauge.ts';
import { createLaps, type Lap } from './laps.ts';

export interface SeparatorQuestion {
  readonly preset: string;
}

export interface SeparatorAnswer {
  readonly parameters: number;
  readonly planned: { readonly heap: number; readonly worker: number };
  readonly peak: Peak;
  readonly seconds: { readonly step: Lap; readonly stageStep: Lap; readonly simulate: Lap };
}

const { preset } = question<SeparatorQuestion>();
const spec: RunSpec = {
  ...presetSpec(preset),
  ...{ backend: 'wasm', workers: 1, cacheMegabytes: 256 },
  // An epoch is one step of two mixtures.
  ...{ trainCount: 2, validationCount: 2, testCount: 2, calibrationCount: 2 },
  ...{ pretrainEpochs: 2, pretrainPatience: 0, maxStageEpochs: 1, patience: 1 },
};
/** The house, with a test of two mixtures in place of 120, which would take many minutes. */
const known = {
  ...houseKnown,
  datasets: houseKnown.datasets.map((source) =>
    source.id === spec.dataset ? { ...source, available: { ...source.available, test: 2 } } : source,
  ),
};
const { front, ...core } = parseNotation(spec.network);
if (!front) throw new Error(`${preset} is no separator`);
const layers = toLayers(core);
const gauge = createGauge();
const laps = createLaps();
/** The last step of each phase: the first of a phase also makes what later ones find. */
const steps: { pretraining?: Lap; training?: Lap } = {};
const control = createControl();
let failure: string | null = null;
const took = (event: RunEvent) => {
  if (event.type === 'runFailed') failure = event.message;
  if (event.type === 'epoch' && event.row.stage === 1 && event.row.epoch === 1) control.command('stop');
};
/** Reads the memory, and the time from one call between batches to the next. */
let phase: 'pretraining' | 'training' | null = null;
await execute(
  'separator',
  spec,
  {
    ...{ open: openNodeBackend, read: diskReader(), host: 'bench', engine: 'tfjs', known },
    memoryBytes: totalmem(),
    gather: () => ({ crew: alone, dismiss: () => {} }),
  },
  {
    ...control,
    checkpoint: async (send) => {
      const lap = laps();
      if (phase) steps[phase] = lap;
      phase = null;
      gauge.read();
      await control.checkpoint(send);
      laps();
    },
  },
  (event) => {
    took(event);
    if (event.type === 'progress' && (event.phase === 'pretraining' || event.phase === 'training'))
      phase = event.phase;
  },
);
if (failure) throw new Error(failure);
gauge.read();
/** Of the run; a signal by itself has no plan. */
const peak = gauge.peak();

const shape = { filters: front.filters, length: front.length, stride: front.stride };
const separator = createSeparator(shape, separatorEnds(shape, 1));
const [, frames] = core.inputShape;
const dilations = layers.slice(1, -1).map((_, i) => 2 ** i);
const network = spikingCore({
  ...{ filters: front.filters, frames, dilations, timeSteps: spec.timeSteps, seed: 1, thresholds: [0.5, 2] },
});
laps();
await separate(network, separator, noise(front.samples, 1), { watch: gauge.watch });
const simulate = laps();
tf.dispose(separatorVariables(separator));

const plan = planOf(spec, limitsOf('wasm', totalmem()), known);
// What is measured ends with the first stage.
const done = plan.moments.filter(
  ({ kind, layer }) =>
    kind === 'pretraining' ||
    kind === 'measuring' ||
    kind === 'simulation' ||
    (layer === layers[0]!.name && kind !== 'stageEnd'),
);
const heap = Math.max(...done.map((moment) => totalOf(moment.heap)));
answer({
  parameters: parameterCount(layers) + frontParameters(front),
  planned: { heap, worker: heap + Math.max(...done.map((moment) => totalOf(moment.arrays))) },
  peak: { ...peak, resident: gauge.peak().resident },
  seconds: { step: steps.pretraining!, stageStep: steps.training!, simulate },
} satisfies SeparatorAnswer);
