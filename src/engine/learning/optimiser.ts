/** The interface of an optimiser, which moves the variables of a network along their gradients. */
import type * as tf from '@tensorflow/tfjs-core';
import type { SeenStatistics } from '../layers/training-pass.ts';
import type { Range } from '../work/groups.ts';

/** What a pass over some groups of a batch found. */
export interface PassResult {
  /** The groups. */
  readonly range: Range;
  /** Their gradients of the batch's loss, added as a tree; named by `tf.variableGrads`. */
  readonly gradients: tf.NamedTensorMap;
  readonly seen: readonly SeenStatistics[];
  /** The sums of each group that the objective makes scores of. */
  readonly sums: readonly Float64Array[];
}

export interface Optimiser {
  /**
   * Moves the variables along the gradient of the whole batch, and the running statistics by the
   * mean over its groups. Resolves to the sums of all groups, in order. `passes` are this member's.
   */
  update(passes: readonly PassResult[], learningRate: number): Promise<readonly Float64Array[]>;
  dispose(): void;
}
