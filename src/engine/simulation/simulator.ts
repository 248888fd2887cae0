/** What is simulated, and what it does with a batch. */
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

/** Everything one batch `[N, …]` does. */
export interface Simulated {
  /** Per hidden layer: its spikes (packed-spikes.ts), or null where it is analog. */
  readonly spikes: readonly (tf.Tensor | null)[];
  /** Per hidden layer: spike counts, or activations where it is still analog. `[N, …]` */
  readonly values: readonly tf.Tensor[];
  /**
   * Free aggregate potential of the output, W·c + b (§3.4), or the readout's spike counts. `[N,
   * classes]`
   */
  readonly output: tf.Tensor;
  /** Spikes that arrive at the readout, and its own where its counts are the answer; else null. */
  readonly arrivingAtReadout: tf.Tensor | null;
  readonly readoutSpikes: tf.Tensor | null;
}
