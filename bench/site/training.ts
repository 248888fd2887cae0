/** Measures training steps of the analog network on real images, and the share of each kernel. */
import { mnist } from '../../src/datasets/mnist.ts';
import { fetchReader } from '../../src/datasets/read-fetch.ts';
import { inputExamples } from '../../src/engine/examples/examples.ts';
import { runLayers } from '../../src/engine/layers/ann.ts';
import {
  createParameters,
  disposeParameters,
  initialValues,
  trainable,
} from '../../src/engine/layers/parameters.ts';
import { createOptimiser } from '../../src/engine/learning/create-optimiser.ts';
import { type Trainee, trainStep } from '../../src/engine/learning/training.ts';
import { classificationObjective } from '../../src/engine/objectives/cross-entropy.ts';
import { alone } from '../../src/engine/work/crew.ts';
import { divide, groupCount } from '../../src/engine/work/groups.ts';
import { createRandom } from '../../src/engine/work/random.ts';
import { toLayers } from '../../src/networks/chain.ts';
import { parseNotation } from '../../src/networks/notation.ts';
import { examplesOf } from '../../src/runs/execution/materials.ts';
import { defaultPreset } from '../../src/runs/spec/presets/presets.ts';
import { presetSpec } from '../../src/runs/spec/spec.ts';
import { classification } from '../../src/tasks/classification.ts';
import { watchKernels } from './watch-kernels.ts';
import type { TrainAnswer, TrainQuestion } from './worker-api.ts';

const siteRoot = new URL('../..', self.location.href);
const warmUp = 5;
const learningRate = 1e-3;

export async function measureTraining({ network, batch, steps, seed }: TrainQuestion): Promise<TrainAnswer> {
  const counts = { train: batch * 8, validation: 0, test: 0 };
  const dataset = await mnist.load(fetchReader(siteRoot), counts);
  const examples = inputExamples(examplesOf(dataset, 'train', classification));
  const random = createRandom(seed, 'bench');
  const layers = toLayers(parseNotation(network));
  const parameters = layers.map((layer) => createParameters(layer, initialValues(layer, random)));
  const ann = { layers, parameters };
  const trainee: Trainee = {
    variables: parameters.flatMap(trainable),
    together: true,
    prepare: ({ value }) => [value],
    objective: classificationObjective,
    potentials: ([x], pass) => runLayers(ann, x!, 0, pass),
  };
  const { groups: wanted } = presetSpec(defaultPreset);
  const own = divide(examples.count, batch, groupCount({ groups: wanted, batchSize: batch }, layers));
  const optimiser = createOptimiser(trainee.variables, own, true, alone);
  const range = { from: 0, count: own.groups.length };
  const step = async () => {
    const order = random.permutation(examples.count);
    const edge = (g: number) => own.groups.slice(0, g).reduce((sum, { size }) => sum + size, 0);
    const groups = own.groups.map((_, g) => order.subarray(edge(g), edge(g + 1)));
    const began = performance.now();
    await trainStep(trainee, examples, [{ range, groups }], { learningRate, batchSize: batch }, optimiser);
    return performance.now() - began;
  };
  const run = async (count: number) => {
    const times: number[] = [];
    for (let i = 0; i < count; i++) times.push(await step());
    return times;
  };
  await run(warmUp);
  const times = await run(steps);
  const watch = watchKernels();
  const watched = await run(steps);
  const kernels = watch.end().map(({ kernel, calls, milliseconds }) => ({
    kernel,
    calls: calls / steps,
    milliseconds: milliseconds / steps,
  }));
  optimiser.dispose();
  disposeParameters(parameters);
  return {
    steps: times,
    kernels,
    watchedStep: watched.reduce((total, ms) => total + ms, 0) / watched.length,
  };
}
