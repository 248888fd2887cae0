/**
 * Writes the inert record of a network whose hidden layers all spike, from parameters and
 * thresholds (see record-hybrid.ts for PTL's, which grows).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { AnnNetwork } from '../layers/ann.ts';
import { foldBatchNorm } from '../layers/fold.ts';
import type { SpikingLayer, SpikingNetwork } from '../spiking/spiking-network.ts';

export interface WholeRecord {
  readonly ann: AnnNetwork;
  /** ϑ of every hidden layer, `[1]` or `[C]`, in the units of the parameters. */
  readonly thresholds: readonly tf.Tensor1D[];
  /** Spikes per neuron and step that arrive at each layer, null when not known. */
  readonly arrivalRates: readonly (number | null)[];
  /**
   * The factor on the first layer's weights and on all biases; T when parameters are meant per step
   * and not per window.
   */
  readonly perWindow: number;
  /** The other fields of the record. */
  readonly about: Omit<SpikingNetwork, 'layers'>;
}

/** Returns the record, with batch norm folded with its running statistics. */
export async function recordWhole(record: WholeRecord): Promise<SpikingNetwork> {
  const { ann, thresholds, arrivalRates, perWindow, about } = record;
  const layers: SpikingLayer[] = [];
  for (const [l, layer] of ann.layers.entries()) {
    const folded = tf.tidy(() => {
      const { weight, bias } = foldBatchNorm(layer, ann.parameters[l]!);
      return { weight: tf.mul(weight, l === 0 ? perWindow : 1), bias: tf.mul(bias, perWindow) };
    });
    const threshold = thresholds[l];
    const rate = arrivalRates[l] ?? null;
    layers.push({
      layer: { ...layer, batchNorm: null },
      weight: await valuesOf(folded.weight),
      bias: await valuesOf(folded.bias),
      threshold: threshold ? await valuesOf(threshold) : null,
      ...(rate === null ? {} : { arrivalRate: rate }),
    });
    tf.dispose([folded.weight, folded.bias]);
  }
  return { ...about, layers };
}

async function valuesOf(tensor: tf.Tensor): Promise<Float32Array> {
  return ((await tensor.data()) as Float32Array).slice();
}
