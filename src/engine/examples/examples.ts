/**
 * Provides examples as they arrive at the first layer that still trains: inputs at first, spikes of
 * the last frozen layer later.
 */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../networks/shape.ts';
import { blockShareOf, type Crew } from '../work/crew.ts';
import { createRandom } from '../work/random.ts';
import {
  type BatchTargets,
  type ExampleSet,
  examplesFrom,
  inputsAt,
  scaledInputs,
  targetsAt,
} from './example-set.ts';

/**
 * The input of a layer: spikes (null before any spiking layer, see packed-spikes.ts) and numbers.
 */
export type Arrival = {
  readonly spikes: tf.Tensor | null;
  /** Spike counts `[N, …]`; the scaled input itself before any spiking layer. */
  readonly value: tf.Tensor;
};

export interface Examples {
  readonly count: number;
  /** Returns the arrivals of the examples at `indices`, in that order. Call it inside a tidy. */
  arrivalAt(indices: ArrayLike<number>): Arrival;
  /** Returns the targets of the examples at `indices`, in that order. */
  targetsAt(indices: ArrayLike<number>): BatchTargets;
  /** Begins another pass of training: augmented inputs change from pass to pass. */
  beginPass(): void;
}

/** Returns the inputs of a set as examples, augmented if the set has an augmentation. */
export function inputExamples(set: ExampleSet): Examples {
  const inputs = createInputs(set);
  return {
    count: set.count,
    arrivalAt: (indices) => ({ spikes: null, value: inputs.at(indices) }),
    targetsAt: (indices) => targetsAt(set, indices),
    beginPass: inputs.beginPass,
  };
}

/** The inputs of a set as tensors; augmented inputs change from pass to pass. */
export interface Inputs {
  /** Returns the inputs at `indices`, `[n, height, width, channels]`. Call it inside a tidy. */
  at(indices: ArrayLike<number>): tf.Tensor4D;
  beginPass(): void;
}

/**
 * Returns the inputs of a set. The change that an augmentation makes to an input depends only on
 * its seed, the pass and the example's number in the whole set, not on the order of requests or on
 * whose share the example is in.
 */
export function createInputs(set: ExampleSet): Inputs {
  const { augmentation, inputShape, first = 0 } = set;
  if (!augmentation) return { at: (indices) => inputsAt(set, indices), beginPass: () => {} };
  let pass = 0;
  const size = sizeOf(inputShape);
  return {
    at: (indices) => {
      const values = scaledInputs(set, indices);
      for (let row = 0; row < indices.length; row++) {
        const random = createRandom(augmentation.seed, `augmentation ${pass} ${first + indices[row]!}`);
        augmentation.apply(values.subarray(row * size, (row + 1) * size), inputShape, random);
      }
      return tf.tensor4d(values, [indices.length, ...inputShape]);
    },
    beginPass: () => {
      pass++;
    },
  };
}

/** Returns a crew member's share of the examples, in whole blocks (crew.ts). */
export function ownBlocks(set: ExampleSet, blockSize: number, crew: Crew): Examples {
  const { start, count } = blockShareOf(set.count, blockSize, crew);
  return inputExamples(examplesFrom(set, start, count));
}

/** Returns the indices `first … first + count − 1`, cut at `end`. */
export function rangeOf(first: number, count: number, end: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(count, end - first)) }, (_, i) => first + i);
}
