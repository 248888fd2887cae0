/** One image, looked at from the inside: the spikes of every layer, and the answer as it forms. */
import * as tf from '@tensorflow/tfjs-core';
import { wordSteps } from '../../backends/kernels/spiking/contract.ts';
import { stepsOf } from '../spiking/packed-spikes.ts';
import { answersOverTime } from './answers.ts';
import { presented, simulate } from './simulate.ts';
import type { Simulator } from './simulator.ts';

/**
 * Steps of a window whose spikes are shown: its first ones. Windows of the paper's kind are shown
 * whole.
 */
export const mostShownSteps = 2 * wordSteps;

export interface InspectedLayer {
  /** `[shownSteps × neurons]`, time leading; empty while the layer is analog. */
  readonly spikes: Uint8Array;
  /** Spike counts over the whole window, or activations while analog. */
  readonly counts: Float32Array;
}

export interface Inspected {
  /** Steps whose spikes are given: the window, or its first {@link mostShownSteps}. */
  readonly shownSteps: number;
  readonly layers: readonly InspectedLayer[];
  /** W·c + b, or the readout's counts, `[classes]`. */
  readonly output: Float32Array;
  /** `[T × classes]`: the output after each step; empty while the last hidden layer is analog. */
  readonly potentials: Float32Array;
}

/**
 * An image as a network of these dynamics gets it: pixels 0…1 of its input shape, and the place in
 * its set that Poisson trains go by.
 */
export interface InspectedImage {
  readonly pixels: Float32Array;
  readonly index: number;
}

/** {@link presented} for one image; the caller disposes it. */
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
  const shownSteps = Math.min(simulator.network.timeSteps, mostShownSteps);
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
    layers.push({ counts: await taken([values[l]!]), spikes: Uint8Array.from(await taken(trains[l]!)) });
  const inspected = {
    shownSteps,
    layers,
    output: await taken([output]),
    potentials: await taken(potentials),
  };
  input.dispose();
  return inspected;
}

/** The values of the tensor, if there is one; frees it. */
async function taken([tensor]: tf.Tensor[]): Promise<Float32Array> {
  if (!tensor) return new Float32Array(0);
  const values = ((await tensor.data()) as Float32Array).slice();
  tensor.dispose();
  return values;
}
