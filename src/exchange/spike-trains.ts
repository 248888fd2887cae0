/** Gathers the spike trains of chosen examples and layers as arrays of NumPy. */
import * as tf from '@tensorflow/tfjs-core';
import { type InspectedImage, presentedImage } from '../engine/simulation/inspect.ts';
import { createSimulator, disposeSimulator, simulate } from '../engine/simulation/simulate.ts';
import { simulatedSteps } from '../engine/spiking/dynamics.ts';
import { trainOf } from '../engine/spiking/packed-spikes.ts';
import type { SpikingNetwork } from '../engine/spiking/spiking-network.ts';
import { outputShape } from '../networks/layer.ts';
import { sizeOf } from '../networks/shape.ts';
import { writeCount } from '../tasks/writing.ts';
import { ExchangeError, quoted } from './error.ts';
import type { NpyArray } from './npz.ts';

/** Most spikes and non-spikes in one file: a byte each, in memory. */
const mostBytes = 2 ** 30;

/**
 * Returns, for each chosen layer by its name, its spikes `[examples, steps, …neurons]` as 0 and 1
 * (signed and graded ones as whole numbers), channels last, and `output`, the answers
 * `[examples, outputs]`. Without a choice these are all layers that spike. Throws
 * {@link ExchangeError} for a layer that is not there or does not spike, and where the trains are
 * too many.
 */
export async function spikeTrains(
  network: SpikingNetwork,
  examples: readonly InspectedImage[],
  chosen: readonly string[] = [],
): Promise<Map<string, NpyArray>> {
  const spiking = network.layers.flatMap(({ layer, threshold }, l) =>
    threshold ? [{ l, name: layer.name, shape: outputShape(layer.synapse) }] : [],
  );
  const unknown = chosen.find((name) => !spiking.some((each) => each.name === name));
  if (unknown !== undefined)
    throw new ExchangeError(
      `layer ${quoted(unknown)} does not spike or is not there; these do: ${spiking.map(({ name }) => name).join(', ')}`,
    );
  const layers = chosen.length === 0 ? spiking : spiking.filter(({ name }) => chosen.includes(name));
  const timeSteps = simulatedSteps(network);
  const bytes = layers.reduce((sum, { shape }) => sum + sizeOf(shape) * timeSteps * examples.length, 0);
  if (bytes > mostBytes)
    throw new ExchangeError(
      `the trains have ${writeCount(bytes)} values, more than ${writeCount(mostBytes)}; choose fewer examples or layers`,
    );
  const outputs = sizeOf(outputShape(network.layers.at(-1)!.layer.synapse));
  const Train = network.dynamics?.spikes ? Int8Array : Uint8Array;
  const arrays = new Map(
    layers.map(({ name, shape }) => {
      const all = [examples.length, timeSteps, ...shape];
      return [name, { shape: all, values: new Train(sizeOf(all)) }];
    }),
  );
  const answers = new Float32Array(examples.length * outputs);
  const simulator = createSimulator(network);
  try {
    for (const [n, example] of examples.entries()) {
      const input = await presentedImage(simulator, example);
      const tensors = tf.tidy(() => {
        const { spikes, readoutSpikes, output } = simulate(simulator, input);
        const trains = layers.map(({ l }) => trainOf((spikes[l] ?? readoutSpikes)!, timeSteps));
        return [output, ...trains];
      });
      input.dispose();
      answers.set(await tensors[0]!.data(), n * outputs);
      for (const [i, { name }] of layers.entries()) {
        const train = await tensors[i + 1]!.data();
        arrays.get(name)!.values.set(train, n * train.length);
      }
      tf.dispose(tensors);
    }
  } finally {
    disposeSimulator(simulator);
  }
  return new Map<string, NpyArray>([
    ...arrays,
    ['output', { shape: [examples.length, outputs], values: answers }],
  ]);
}
