/** Inspects one image: the spikes of every layer, and the answer as it forms. */
import * as tf from '@tensorflow/tfjs-core';
import { wordSteps } from '../../backends/kernels/spiking/contract.ts';
import { simulatedSteps } from '../spiking/dynamics.ts';
import { stepsOf } from '../spiking/packed-spikes.ts';
import { answersOverTime } from './answers.ts';
import { presented, simulate } from './simulate.ts';
import type { Simulator } from './simulator.ts';

/**
 * Largest number of steps whose spikes are shown, from the start of the window. Windows of the
 * paper's length are shown whole.
 */
export const mostShownSteps = 2 * wordSteps;

export interface InspectedLayer {
  /**
   * Spikes `[shownSteps × neurons]`, time leading; empty while the layer is analog. Those of signed
   * and graded neurons are not only 0 and 1.
   */
  readonly spikes: Int8Array;
  /** Spike counts over the whole window, or activations while the layer is analog. */
  readonly counts: Float32Array;
}

export interface Inspected {
  /** Number of steps whose spikes are given: the window, or its first {@link mostShownSteps}. */
  readonly shownSteps: number;
  readonly layers: readonly InspectedLayer[];
  /** The readout's W·c + b, or its counts, `[classes]`. */
  readonly output: Float32Array;
  /** The output after each step, `[T × classes]`; empty while the last hidden layer is analog. */
  readonly potentials: Float32Array;
}

/**
 * An image as a network of these dynamics takes it: pixels 0…1 of its input shape, and its place in
 * its set, which Poisson trains depend on.
 */
export interface InspectedImage {
  readonly pixels: Float32Array;
  readonly index: number;
}

/** Prepares one image as {@link presented} does; the caller disposes it. */
export async function presentedImage(
  { network }: Simulator,
  { pixels, index }: InspectedImage,
): Promise<tf.Tensor> {
  const x = tf.tensor4d(pixels, [1, ...network.inputShape]);
  const input = await presented(network, x, index);
  if (input !== x) x.dispose();
  return input;
}

/** Runs one image of the network's input shape. */
export async function inspectImage(simulator: Simulator, image: InspectedImage): Promise<Inspected> {
  const input = await presentedImage(simulator, image);
  const shownSteps = Math.min(simulatedSteps(simulator.network), mostShownSteps);
  const hidden = simulator.network.layers.length - 1;
  const { output, values, trains, potentials } = tf.tidy(() => {
    const result = simulate(simulator, input);
    const answers = answersOverTime(simulator, result);
    return {
      output: result.output,
      values: [...result.values],
      trains: result.spikes.map((spikes) => (spikes ? [stepsOf(spikes, 0, shownSteps)] : [])),
      potentials: answers ? [answers] : [],
    };
  });
  const layers: InspectedLayer[] = [];
  for (let l = 0; l < hidden; l++)
    layers.push({ counts: await taken([values[l]!]), spikes: Int8Array.from(await taken(trains[l]!)) });
  const inspected = {
    shownSteps,
    layers,
    output: await taken([output]),
    potentials: await taken(potentials),
  };
  input.dispose();
  return inspected;
}

/** Returns the values of the tensor, if there is one, and frees it. */
async function taken([tensor]: tf.Tensor[]): Promise<Float32Array> {
  if (!tensor) return new Float32Array(0);
  const values = ((await tensor.data()) as Float32Array).slice();
  tensor.dispose();
  return values;
}
