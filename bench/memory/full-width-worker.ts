/**
 * Takes a training step, trains the first stage for an epoch and simulates the whole network, each
 * at full width, and sends the time and the memory that took.
 */
import { totalmem } from 'node:os';
import { openNodeBackend } from '../../cli/backend.ts';
import { diskReader } from '../../cli/read-disk.ts';
import { convert } from '../../src/engine/conversion/convert.ts';
import { firstExamples } from '../../src/engine/examples/example-set.ts';
import { createParameters, disposeParameters, initialValues } from '../../src/engine/layers/parameters.ts';
import { pretrain } from '../../src/engine/learning/pretrain.ts';
import { evaluate } from '../../src/engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../src/engine/simulation/simulate.ts';
import { createRandom } from '../../src/engine/work/random.ts';
import { toLayers } from '../../src/networks/chain.ts';
import { parseNotation } from '../../src/networks/notation.ts';
import { parameterCount } from '../../src/networks/sizes.ts';
import { loadExamples } from '../../src/runs/execution/materials.ts';
import { pretrainSettings } from '../../src/runs/execution/pretrain-run.ts';
import { convertStart } from '../../src/runs/inspection/untuned.ts';
import { limitsOf } from '../../src/runs/spec/memory/limits.ts';
import { planOf } from '../../src/runs/spec/memory/memory-problem.ts';
import { totalOf } from '../../src/runs/spec/memory/parts.ts';
import { ptlSettings } from '../../src/runs/spec/methods/ptl.ts';
import { presetSpec, type RunSpec } from '../../src/runs/spec/spec.ts';
import { answer, question } from './child.ts';
import { createGauge, type Peak } from './gauge.ts';
import { createLaps, type Lap } from './laps.ts';

export interface FullWidthQuestion {
  readonly network: string;
  readonly images: number;
  readonly judged: number;
}

export interface FullWidthAnswer {
  readonly parameters: number;
  readonly planned: { readonly heap: number; readonly worker: number };
  readonly peak: Peak;
  readonly seconds: { readonly step: Lap; readonly epoch: Lap; readonly simulate: Lap };
}

const { network, images, judged } = question<FullWidthQuestion>();
const record = parseNotation(network);
const layers = toLayers(record);
const spec: RunSpec = {
  ...presetSpec('alexnet-8'),
  ...{ network, dataset: 'shapes', timeSteps: 8, start: 'scratch', backend: 'wasm', workers: 1 },
  ...{ trainCount: images, validationCount: judged, testCount: 0, calibrationCount: 128 },
  ...{ batchSize: 128, pretrainEpochs: 1, maxStageEpochs: 1, patience: 1 },
};
const gauge = createGauge();
await openNodeBackend('wasm');
const examples = await loadExamples(spec, diskReader());
const { train, validation, objective } = examples;

const laps = createLaps();
const lap = () => {
  gauge.read();
  return laps();
};
const random = createRandom(1, 'initial weights');
const values = layers.map((layer) => initialValues(layer, random));
const ann = { layers, parameters: layers.map((layer, l) => createParameters(layer, values[l]!)) };

lap();
const steps: Lap[] = [];
// The first step makes Adam's moments; the second holds the best parameters beside its own.
await pretrain(
  ann,
  firstExamples(train, 256),
  validation,
  objective,
  pretrainSettings(spec),
  async ({ phase }) => {
    if (phase === 'pretraining') steps.push(lap());
    else lap();
  },
  () => {},
);

/** Ends the conversion after the first epoch of the first stage. */
class EnoughError extends Error {}
let epoch: Lap | null = null;
const listener = {
  stageBegan: () => {},
  epoch: ({ epoch: number }: { readonly epoch: number }) => {
    const seconds = lap();
    if (number === 0) return;
    epoch = seconds;
    throw new EnoughError();
  },
  stageEnded: () => {},
};
const resources = { cacheBytes: spec.cacheMegabytes * 2 ** 20 };
let next = 0;
const watch = async () => {
  if (performance.now() < next) return;
  gauge.read();
  next = performance.now() + 1000;
};
try {
  await convert(ann, { train, validation, objective }, ptlSettings(spec), watch, listener, resources);
} catch (error) {
  if (!(error instanceof EnoughError)) throw error;
}
disposeParameters(ann.parameters);
const start = { layers, back: [], inputShape: record.inputShape, values, checkpoint: null };
const { network: spiking } = await convertStart(start, train, spec, watch);
lap();
const simulator = createSimulator(spiking);
await evaluate(simulator, firstExamples(examples.test, judged), objective, watch);
disposeSimulator(simulator);
const simulate = lap();

const plan = planOf(spec, limitsOf('wasm', totalmem()));
// What is measured ends with the first stage.
const done = plan.moments.filter(
  ({ kind, layer }) =>
    kind === 'pretraining' || kind === 'simulation' || (layer === layers[0]!.name && kind !== 'stageEnd'),
);
const heap = Math.max(...done.map((moment) => totalOf(moment.heap)));
answer({
  parameters: parameterCount(layers),
  planned: { heap, worker: heap + Math.max(...done.map((moment) => totalOf(moment.arrays))) },
  peak: gauge.peak(),
  seconds: { step: steps.at(-1)!, epoch: epoch!, simulate },
} satisfies FullWidthAnswer);
