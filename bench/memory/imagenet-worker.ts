/**
 * Builds a network for 224×224×3 with random weights, converts it without fine-tuning on a few
 * made-up images, simulates them, and sends the memory and the time that took.
 */
import { totalmem } from 'node:os';
import { openNodeBackend } from '../../cli/backend.ts';
import { initialValues } from '../../src/engine/layers/parameters.ts';
import { evaluate } from '../../src/engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../src/engine/simulation/simulate.ts';
import { createRandom } from '../../src/engine/work/random.ts';
import { toLayers } from '../../src/networks/chain.ts';
import { parseNotation } from '../../src/networks/notation.ts';
import { parameterCount } from '../../src/networks/sizes.ts';
import { loadExamples } from '../../src/runs/execution/materials.ts';
import { convertStart } from '../../src/runs/inspection/untuned.ts';
import { limitsOf } from '../../src/runs/spec/memory/limits.ts';
import { untunedPlan } from '../../src/runs/spec/memory/memory-plan.ts';
import { recipeOf } from '../../src/runs/spec/methods/registry.ts';
import { presetSpec, type RunSpec } from '../../src/runs/spec/spec.ts';
import { answer, question } from './child.ts';
import { createGauge, type Peak } from './gauge.ts';
import { createLaps, type Lap } from './laps.ts';
import { madeUp } from './made-up.ts';

export interface ImagenetQuestion {
  readonly network: string;
  readonly images: number;
  readonly timeSteps: number;
}

export interface ImagenetAnswer {
  readonly parameters: number;
  readonly planned: { readonly heap: number; readonly worker: number };
  readonly peak: Peak;
  readonly seconds: { readonly build: Lap; readonly convert: Lap; readonly simulate: Lap };
  /** Spikes of each hidden layer for all images. */
  readonly spikes: readonly number[];
}

const { network, images, timeSteps } = question<ImagenetQuestion>();
const record = parseNotation(network);
const layers = toLayers(record);
const source = madeUp(record.inputShape, 1000, images);
const spec: RunSpec = {
  ...presetSpec('first-look-paper'),
  ...{ network, dataset: source.id, timeSteps, start: 'scratch', backend: 'wasm', workers: 1 },
  ...{ trainCount: images, validationCount: images, testCount: 0, calibrationCount: images },
};
const plan = untunedPlan({
  ...{ spec, recipe: recipeOf(spec.method), layers, data: source, workers: 1 },
  limits: limitsOf('wasm', totalmem()),
});
const gauge = createGauge();
await openNodeBackend('wasm');
const nothing = () => Promise.reject(new Error('nothing is read'));
const examples = await loadExamples(spec, nothing, undefined, { datasets: [source] });

const laps = createLaps();
const lap = () => {
  gauge.read();
  return laps();
};
const random = createRandom(1, 'initial weights');
const values = layers.map((layer) => initialValues(layer, random));
const build = lap();
const start = { layers, back: [], inputShape: record.inputShape, values, checkpoint: null };
const { network: spiking } = await convertStart(start, examples.train, spec, gauge.watch);
const convert = lap();
const simulator = createSimulator(spiking);
const { spikeSums } = await evaluate(simulator, examples.test, examples.objective, gauge.watch);
disposeSimulator(simulator);
answer({
  parameters: parameterCount(layers),
  planned: { heap: plan.heapBytes, worker: plan.workerBytes },
  seconds: { build, convert, simulate: lap() },
  spikes: spikeSums.map((sums) => sums.reduce((a, b) => a + b, 0)),
  peak: gauge.peak(),
} satisfies ImagenetAnswer);
