/**
 * A training pass: one or several neighbouring groups of a batch go through a network together,
 * each with batch-norm statistics of its own. The running statistics stand still meanwhile; what
 * the groups saw is collected here and moves them after the step.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { BatchNormSettings } from '../../networks/kinds/kind.ts';
import type { LayerParameters } from './parameters.ts';

/** The statistics of one batch norm that the groups of a pass saw, added as a tree. */
export interface SeenStatistics {
  readonly parameters: LayerParameters;
  readonly settings: BatchNormSettings;
  /** Σ mean and Σ unbiased variance over the groups, `[C]`; the layer's bias is left out. */
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

export interface TrainingPass {
  /** Number of examples of each group, in the order in which they lie in the tensors. */
  readonly sizes: readonly number[];
  /** What the pass has seen so far, in the order of the layers. Whoever takes it disposes it. */
  readonly seen: SeenStatistics[];
}

/** The mode in which layers run: with folded running statistics, or as part of a training pass. */
export type Mode = 'infer' | TrainingPass;

export function trainingPass(sizes: readonly number[]): TrainingPass {
  return { sizes, seen: [] };
}

export function tensorsOf(seen: readonly SeenStatistics[]): tf.Tensor[] {
  return seen.flatMap(({ mean, variance }) => [mean, variance]);
}
