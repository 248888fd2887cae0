/** The interface of an optimiser, which moves the variables of a network along their gradients. */
import type * as tf from '@tensorflow/tfjs-core';

export interface Optimiser {
  /**
   * Moves the variables along their gradients, named as `tf.variableGrads` names them. A crew moves
   * them along the mean over all members' examples, of which this member had `share` (0…1).
   */
  update(gradients: tf.NamedTensorMap, learningRate: number, share: number): Promise<void>;
  dispose(): void;
}
