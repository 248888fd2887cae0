/**
 * An objective computes what a task only names: the loss that training lowers, and the scores of a
 * network's outputs. It also holds the analog end that follows the converted chain.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { Scores } from '../../tasks/metric.ts';
import type { BatchTargets } from '../examples/example-set.ts';

/** The findings of an objective about the outputs of a batch, example by example. */
export interface Judged {
  /** The lead score of each example: 0 or 1 when it is a share of hits. */
  readonly each: Float32Array;
  /**
   * The class that the network chose for each example, `noClass` for one without an answer; null
   * when the task has no classes.
   */
  readonly classes: Uint16Array | null;
}

export interface Objective {
  /**
   * Returns the network's outputs `[n, …]` from the potentials of its last layer, after the analog
   * end of the chain. Returns the same tensor when there is no such end. `targets` are those of the
   * same examples, since an end may need the input too. Call it inside a tidy.
   */
  output(potentials: tf.Tensor, targets: BatchTargets): tf.Tensor;
  /**
   * Returns the loss of some examples of a batch of `batchSize` from potentials `[n, outputs]`: the
   * sum of their losses / `batchSize`, by default their mean. Differentiable.
   */
  loss(potentials: tf.Tensor, targets: BatchTargets, batchSize?: number): tf.Scalar;
  /** Number of sums that {@link judge} adds to. */
  readonly sumCount: number;
  /**
   * Judges outputs `[rows × size]`, row-major, in double precision, and adds what
   * {@link Objective.scores} needs of them to `sums`, example by example.
   */
  judge(outputs: Float32Array, rows: number, targets: BatchTargets, sums: Float64Array): Judged;
  /** Returns the scores from sums over `count` examples, of all batches and workers. */
  scores(sums: ArrayLike<number>, count: number): Scores;
}

/** Returns the labels. Throws a RangeError when the targets are of another kind. */
export function labelsOf(targets: BatchTargets): Int32Array {
  if (targets.kind === 'class') return targets.labels;
  throw new RangeError(
    `classification needs classes as targets, and these examples have ${kindWords[targets.kind]}`,
  );
}

/** Returns the values. Throws a RangeError when the targets are of another kind. */
export function valuesOf(targets: BatchTargets): Float32Array {
  if (targets.kind === 'values') return targets.values;
  throw new RangeError(
    `this task needs arrays as targets, and these examples have ${kindWords[targets.kind]}`,
  );
}

/** Returns voices and mixtures. Throws a RangeError when the targets are of another kind. */
export function voicesOf(targets: BatchTargets): Extract<BatchTargets, { kind: 'voices' }> {
  if (targets.kind === 'voices') return targets;
  throw new RangeError(
    `this task needs voices as targets, and these examples have ${kindWords[targets.kind]}`,
  );
}

const kindWords: Readonly<Record<BatchTargets['kind'], string>> = {
  class: 'classes',
  values: 'arrays',
  voices: 'voices',
};
