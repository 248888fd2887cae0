/**
 * Example sets, which a network learns from or is judged on: inputs of one shape, as they are
 * stored, the scaling, and the targets. Scaling happens here and nowhere else.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import type { Random } from '../work/random.ts';
import { normalise, type Scaling } from './scaling.ts';

/** The right answers to the examples. */
export type SetTargets =
  /** One of `classes` classes for each example, at most 65,536. */
  | { readonly kind: 'class'; readonly labels: Uint16Array; readonly classes: number }
  /** The scaled input itself. */
  | { readonly kind: 'input' }
  /** An array of `size` numbers for each example, row-major. */
  | { readonly kind: 'array'; readonly values: Float32Array; readonly size: number }
  /**
   * Voices of two talkers `[count, 2, samples]`, their mixtures `[count, samples]`, and the bits of
   * the groups that each is in (tasks/separation.ts).
   */
  | {
      readonly kind: 'voices';
      readonly mixtures: Float32Array;
      readonly voices: Float32Array;
      readonly samples: number;
      readonly groups: Uint8Array;
    };

/** Changes an input a little, in place, each time that the network learns from it. */
export interface Augmentation {
  /** Seeds the changes, together with the pass over the examples and the example's number. */
  readonly seed: number;
  /** Changes one scaled input, `[height, width, channels]`. */
  apply(input: Float32Array, shape: ImageShape, random: Random): void;
}

export interface ExampleSet {
  readonly count: number;
  /** Shape of an input, `[height, width, channels]`; a signal has height 1. */
  readonly inputShape: ImageShape;
  /** Inputs as stored, `[count, height, width, channels]`. */
  readonly inputs: Uint8Array | Float32Array;
  readonly scaling: Scaling;
  readonly targets: SetTargets;
  /** The augmentation of a training set; none by default. */
  readonly augmentation?: Augmentation;
  /** The number of its first example in the whole set, by default 0: the set is the whole. */
  readonly first?: number;
}

/** The targets of some examples, in the order in which the examples were requested. */
export type BatchTargets =
  | { readonly kind: 'class'; readonly labels: Int32Array }
  /** Values `[n × size]`, row-major. */
  | { readonly kind: 'values'; readonly values: Float32Array }
  /** Voices `[n, 2, samples]`, their mixtures `[n, samples]` and groups `[n]`. */
  | {
      readonly kind: 'voices';
      readonly mixtures: Float32Array;
      readonly voices: Float32Array;
      readonly samples: number;
      readonly groups: Uint8Array;
    };

/** Writes the scaled input `index` into `into` from `offset` on. */
function scaleInto(set: ExampleSet, index: number, into: Float32Array, offset: number): void {
  const { inputs, scaling, inputShape } = set;
  const size = sizeOf(inputShape);
  const from = index * size;
  const { divisor, perChannel } = scaling;
  for (let i = 0; i < size; i++) into[offset + i] = inputs[from + i]! / divisor;
  if (perChannel) normalise(into.subarray(offset, offset + size), perChannel);
}

/** Returns the scaled inputs at `indices`, `[n × size]`, as they are stored and never augmented. */
export function scaledInputs(set: ExampleSet, indices: ArrayLike<number>): Float32Array {
  const size = sizeOf(set.inputShape);
  const values = new Float32Array(indices.length * size);
  for (let row = 0; row < indices.length; row++) scaleInto(set, indices[row]!, values, row * size);
  return values;
}

/**
 * Returns the inputs at `indices` as a tensor `[n, height, width, channels]`; the caller frees it.
 */
export function inputsAt(set: ExampleSet, indices: ArrayLike<number>): tf.Tensor4D {
  return tf.tensor4d(scaledInputs(set, indices), [indices.length, ...set.inputShape]);
}

/** Returns the targets of the examples at `indices`. */
export function targetsAt(set: ExampleSet, indices: ArrayLike<number>): BatchTargets {
  const { targets } = set;
  switch (targets.kind) {
    case 'class':
      return { kind: 'class', labels: Int32Array.from(indices, (index) => targets.labels[index]!) };
    case 'input':
      return { kind: 'values', values: scaledInputs(set, indices) };
    case 'array':
      return { kind: 'values', values: rowsAt(targets.values, targets.size, indices) };
    case 'voices': {
      const { samples } = targets;
      return {
        kind: 'voices',
        mixtures: rowsAt(targets.mixtures, samples, indices),
        voices: rowsAt(targets.voices, 2 * samples, indices),
        samples,
        groups: Uint8Array.from(indices, (index) => targets.groups[index]!),
      };
    }
    default:
      return unknownTargets(targets);
  }
}

/** Returns the rows of `size` numbers at `indices`. */
function rowsAt(values: Float32Array, size: number, indices: ArrayLike<number>): Float32Array {
  const rows = new Float32Array(indices.length * size);
  for (let row = 0; row < indices.length; row++) {
    const from = indices[row]! * size;
    rows.set(values.subarray(from, from + size), row * size);
  }
  return rows;
}

function unknownTargets(targets: never): never {
  throw new RangeError(`unknown targets “${(targets as SetTargets).kind}”`);
}

function partOfTargets(targets: SetTargets, start: number, end: number): SetTargets {
  switch (targets.kind) {
    case 'class':
      return { ...targets, labels: targets.labels.subarray(start, end) };
    case 'input':
      return targets;
    case 'array':
      return { ...targets, values: targets.values.subarray(start * targets.size, end * targets.size) };
    case 'voices': {
      const { mixtures, voices, samples, groups } = targets;
      return {
        ...targets,
        mixtures: mixtures.subarray(start * samples, end * samples),
        voices: voices.subarray(2 * start * samples, 2 * end * samples),
        groups: groups.subarray(start, end),
      };
    }
    default:
      return unknownTargets(targets);
  }
}

/** Returns examples `start … start + count − 1` of a set, which share its memory. */
export function examplesFrom(set: ExampleSet, start: number, count: number): ExampleSet {
  const end = Math.min(set.count, start + count);
  const size = sizeOf(set.inputShape);
  return {
    ...set,
    first: (set.first ?? 0) + start,
    count: end - start,
    inputs: set.inputs.subarray(start * size, end * size),
    targets: partOfTargets(set.targets, start, end),
  };
}

/**
 * Returns the first `count` examples of a set, which share its memory. They are as stored and never
 * augmented, because they calibrate or judge.
 */
export function firstExamples(set: ExampleSet, count: number): ExampleSet {
  const { augmentation: _, ...stored } = examplesFrom(set, 0, count);
  return stored;
}
