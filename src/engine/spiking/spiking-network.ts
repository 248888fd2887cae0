/**
 * The result of a conversion, as an inert record: plain weights, biases and thresholds. Everything
 * else about it — the simulator, the cost, the file — is a function over this record.
 */

import type { Layer } from '../../networks/layer.ts';
import type { ImageShape } from '../../networks/shape.ts';
import type { HardwareConstraint } from '../layers/constraint.ts';
import type { Dynamics } from './dynamics.ts';
import type { NeuronSettings } from './neuron-settings.ts';

/**
 * One layer. `weight` is row-major in the synapse's weight shape with batch norm and the ϑ of the
 * layer before folded in; `bias` has one entry per output channel, whole (a spiking layer injects
 * bias / timeSteps each step, Eq. 3).
 */
export interface SpikingLayer {
  /** Shapes of the layer; its `batchNorm` is null because it is folded. */
  readonly layer: Layer;
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  /**
   * The threshold ϑ, one entry (layer scope) or one per channel, in units of the membrane
   * potential; 0 marks a dead channel that never fires. It is null when the layer still has analog
   * ReLU neurons (a hybrid network between stages), and for a readout, unless the answer is read
   * from the readout's own spikes (dynamics.ts).
   */
  readonly threshold: Float32Array | null;
  /**
   * Spikes per neuron and step that arrived at this layer on calibration images, if known: the
   * density decides which way of computing the layer is faster.
   */
  readonly arrivalRate?: number;
  /**
   * Whether the layer obeys the network's constraint; a layer that has not had its stage does not
   * yet.
   */
  readonly constrained?: boolean;
}

/**
 * A spiking (or, between stages, hybrid) network. Layers 0 … L−2 are hidden, the last is the
 * readout, which never spikes: its free aggregate potential W·c + b is the output (§3.4); or, by
 * its dynamics, it spikes too and its counts are the output. Thresholds are set on a prefix of the
 * hidden layers.
 */
export interface SpikingNetwork extends NeuronSettings {
  readonly inputShape: ImageShape;
  readonly layers: readonly SpikingLayer[];
  /** The hardware limits that the constrained layers obey; none by default. */
  readonly constraint?: HardwareConstraint;
  /**
   * The dynamics within a window when they differ from the paper's. Every hidden layer spikes then.
   */
  readonly dynamics?: Dynamics;
}

/** Returns whether every hidden layer spikes. */
export function isFullySpiking(network: SpikingNetwork): boolean {
  return network.layers.slice(0, -1).every((l) => l.threshold !== null);
}
