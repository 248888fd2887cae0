/** Types of a simulator and of the result of a batch. */
import type * as tf from '@tensorflow/tfjs-core';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';

/** A network record with its numbers on the backend. */
export interface Simulator {
  readonly network: SpikingNetwork;
  readonly tensors: readonly {
    readonly weight: tf.Tensor;
    readonly bias: tf.Tensor1D;
    readonly threshold: tf.Tensor1D | null;
  }[];
}

/** The result of one batch `[N, …]`. */
export interface Simulated {
  /** The spikes of each hidden layer (packed-spikes.ts); null for a layer that is analog. */
  readonly spikes: readonly (tf.Tensor | null)[];
  /**
   * The spike counts of each hidden layer, or its activations while it is still analog. `[N, …]`
   */
  readonly values: readonly tf.Tensor[];
  /**
   * The spikes that each hidden layer sent, each by itself: Σ|s|, which is the count unless spikes
   * are signed. Activations while it is still analog. `[N, …]`
   */
  readonly sent: readonly tf.Tensor[];
  /**
   * Free aggregate potential of the output, W·c + b (§3.4), or the readout's spike counts.
   * `[N, classes]`
   */
  readonly output: tf.Tensor;
  /**
   * Spikes that arrive at the readout, null when none do, and the readout's own spikes, null unless
   * its counts are the answer.
   */
  readonly arrivingAtReadout: tf.Tensor | null;
  readonly readoutSpikes: tf.Tensor | null;
}
