/**
 * The tandem network of end-to-end learning (Wu et al. 2019, "A Tandem Learning Rule for Effective
 * Training and Rapid Inference of Deep Spiking Neural Networks"): every hidden layer is coupled.
 * Its spiking branch runs on the spikes of the layer before, its analog branch on their counts.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Arrival, Examples } from '../../examples/examples.ts';
import { straightThrough } from '../../hybrid/hybrid.ts';
import { measureThresholds, type StartSettings } from '../../hybrid/start-thresholds.ts';
import { thresholdLayerNorm } from '../../hybrid/threshold-layer-norm.ts';
import type { LayerValuesOf } from '../../hybrid/value-blocks.ts';
import { type AnnNetwork, inferLayer, trainLayer } from '../../layers/ann.ts';
import { foldBatchNorm } from '../../layers/fold.ts';
import type { TrainingPass } from '../../layers/training-pass.ts';
import type { WindowSettings } from '../../spiking/dynamics.ts';
import { encode, respond } from '../../spiking/spiking-layer.ts';
import type { Watch } from '../../work/watch.ts';

export interface TandemNetwork extends AnnNetwork {
  readonly settings: WindowSettings;
  /** ϑ of the coupled layers, `[1]` or `[C]`; fixed once measured. */
  readonly thresholds: tf.Tensor1D[];
  /**
   * Spikes per neuron and step that arrived at each layer when its threshold was measured; null for
   * the first layer, and while not known.
   */
  readonly arrivalRates: (number | null)[];
}

/**
 * Couples all hidden layers, in place, with thresholds measured on `calibration`
 * (start-thresholds.ts). The caller disposes.
 */
export async function coupleAll(
  ann: AnnNetwork,
  calibration: Examples,
  settings: WindowSettings & StartSettings,
  watch: Watch,
): Promise<TandemNetwork> {
  const network: TandemNetwork = { ...ann, settings, thresholds: [], arrivalRates: [] };
  const arriving: Examples = {
    ...calibration,
    arrivalAt: (indices) => spike(network, calibration.arrivalAt(indices).value).arrival,
  };
  try {
    const spikesOf = async (activations: LayerValuesOf) => {
      const { threshold } = await thresholdLayerNorm(activations, settings.threshold, settings);
      return { threshold, worth: threshold };
    };
    const arrived = await measureThresholds(network, arriving, settings.batchSize, spikesOf, watch);
    // Rounded: the last digits depend on the size of the batches.
    const rates = arrived.map((mean) => Math.round((mean / settings.timeSteps) * 1e4) / 1e4);
    network.arrivalRates.push(null, ...rates.slice(1));
  } catch (error) {
    disposeTandem(network);
    throw error;
  }
  return network;
}

export function disposeTandem({ thresholds }: TandemNetwork): void {
  tf.dispose(thresholds);
}

/**
 * Runs the spiking branches on images `x` `[N, h, w, c]`, batch norm on running statistics. Returns
 * the counts `[N, …]` of each, and the last one's spikes.
 */
function spike(network: TandemNetwork, x: tf.Tensor): { counts: tf.Tensor[]; arrival: Arrival } {
  let arrival: Arrival = { spikes: null, value: x };
  const counts = network.thresholds.map((threshold, l) => {
    const layer = network.layers[l]!;
    const tensors = { ...foldBatchNorm(layer, network.parameters[l]!), threshold };
    const { spikes, spikeCount } = arrival.spikes
      ? respond(layer, arrival.spikes, tensors, network.settings, network.arrivalRates[l])
      : encode(layer, arrival.value, tensors, network.settings);
    arrival = { spikes, value: spikeCount };
    return spikeCount;
  });
  return { counts, arrival };
}

/**
 * Returns the spike counts of all hidden layers for images `x` `[N, h, w, c]`; they are not
 * differentiable.
 */
export function spikeCounts(network: TandemNetwork, x: tf.Tensor): tf.Tensor[] {
  return spike(network, x).counts;
}

/**
 * Returns logits in a training pass, differentiable in all layers. `counts` are what the spiking
 * branches made of `x` `[N, h, w, c]`, computed before the step. In the forward pass each layer
 * hands on its counts; in the backward pass ∂L/∂count passes unchanged into its analog branch
 * (design §4.7), and from there to the layer before.
 */
export function allTandemPotentials(
  { layers, parameters }: AnnNetwork,
  x: tf.Tensor,
  counts: readonly tf.Tensor[],
  pass: TrainingPass,
): tf.Tensor {
  const arriving = counts.reduce(
    (value, count, l) => straightThrough(trainLayer(layers[l]!, parameters[l]!, value, false, pass), count),
    x,
  );
  const last = layers.length - 1;
  return trainLayer(layers[last]!, parameters[last]!, arriving, true, pass);
}

/** Returns logits in evaluation mode: the readout's free potential W·c + b. */
export function tandemOutput(network: TandemNetwork, x: tf.Tensor): tf.Tensor {
  const last = network.layers.length - 1;
  const { arrival } = spike(network, x);
  return inferLayer(network.layers[last]!, network.parameters[last]!, arrival.value, true);
}
