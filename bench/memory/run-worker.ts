/** Makes a run in this process and sends what its memory was planned to be and what it came to. */
import { totalmem } from 'node:os';
import { openNodeBackend } from '../../cli/backend.ts';
import { diskReader } from '../../cli/read-disk.ts';
import { alone } from '../../src/engine/work/crew.ts';
import { toLayers } from '../../src/networks/chain.ts';
import { parseNotation } from '../../src/networks/notation.ts';
import { parameterCount } from '../../src/networks/sizes.ts';
import { createControl } from '../../src/runs/execution/control.ts';
import { execute } from '../../src/runs/execution/execute.ts';
import { houseKnown } from '../../src/runs/spec/known.ts';
import { limitsOf } from '../../src/runs/spec/memory/limits.ts';
import { planOf } from '../../src/runs/spec/memory/memory-problem.ts';
import { momentWords } from '../../src/runs/spec/memory/memory-words.ts';
import { presetSpec, type RunSpec } from '../../src/runs/spec/spec.ts';
import { answer, question } from './child.ts';
import { createGauge, type Peak } from './gauge.ts';
import { madeUp } from './made-up.ts';

export interface RunQuestion {
  readonly network: string;
  readonly images: number;
  readonly batchSize: number;
  readonly method: string;
}

export interface RunAnswer {
  readonly parameters: number;
  readonly planned: { readonly heap: number; readonly worker: number; readonly moment: string };
  readonly peak: Peak;
  readonly seconds: number;
}

const { network, images, batchSize, method } = question<RunQuestion>();
const record = parseNotation(network);
const layers = toLayers(record);
const outputs = Number(network.split('-').at(-1));
const known = { ...houseKnown, datasets: [madeUp(record.inputShape, outputs, images)] };
const spec: RunSpec = {
  ...presetSpec('first-look-paper'),
  ...{ network, method, batchSize, dataset: 'made-up', backend: 'wasm', workers: 1, start: 'scratch' },
  ...{ trainCount: images, validationCount: images, testCount: 0, calibrationCount: images },
  ...{ pretrainEpochs: method === 'rate' ? 0 : 1, maxStageEpochs: 1, patience: 1, timeSteps: 8 },
};
const plan = planOf(spec, limitsOf('wasm', totalmem()), known);
const gauge = createGauge();
const control = createControl();
const began = performance.now();
/** A collection takes a while: between batches the memory is read this often. */
const betweenReads = 300;
let next = 0;
let failure: string | null = null;
await execute(
  'memory',
  spec,
  {
    ...{ open: openNodeBackend, read: diskReader(), host: 'bench', engine: 'tfjs', known },
    memoryBytes: totalmem(),
    // The file from which the run would go on is held at this moment.
    keep: async () => gauge.read(),
    gather: () => ({ crew: alone, dismiss: () => {} }),
  },
  {
    ...control,
    checkpoint: async (send) => {
      if (performance.now() > next) {
        gauge.read();
        next = performance.now() + betweenReads;
      }
      return control.checkpoint(send);
    },
  },
  (event) => {
    if (event.type === 'runFailed') failure = event.message;
    if (event.type !== 'progress') gauge.read();
  },
);
if (failure) throw new Error(failure);
answer({
  parameters: parameterCount(layers),
  planned: { heap: plan.heapBytes, worker: plan.workerBytes, moment: momentWords(plan.peak) },
  peak: gauge.peak(),
  seconds: (performance.now() - began) / 1000,
} satisfies RunAnswer);
