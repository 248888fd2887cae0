/**
 * From parameters and thresholds to the inert record, all hidden layers spiking (see
 * record-hybrid.ts for PTL's, which grows).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { AnnNetwork } from '../layers/ann.ts';
import { foldBatchNorm } from '../layers/fold.ts';
import type { SpikingLayer, SpikingNetwork } from '../spiking/spiking-network.ts';

export interface WholeRecord {
  readonly ann: AnnNetwork;
  /** ϑ of every hidden layer, `[1]` or `[C]`, in the units of the parameters. */
  readonly thresholds: readonly tf.Tensor1D[];
  /** Spikes per neuron and step that arrive at each layer, where known. */
  readonly arrivalRates: readonly (number | null)[];
  /**
   * What the first layer's weights and all biases are multiplied by; T where parameters mean a step
   * and not the window.
   */
  readonly perWindow: number;
  /** The rest of the record. */
  readonly about: Omit<SpikingNetwork, 'layers'>;
}

/** Batch norm folded with its running statistics. */
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
