/**
 * The tandem network of end-to-end learning (Wu et al. 2019, "A Tandem Learning Rule for Effective Training and Rapid Inference of
 * Deep Spiking Neural Networks"): every hidden layer is coupled. Its spiking branch runs on the spikes of the layer before, its analog
 * branch on their counts.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type AnnNetwork, inferLayer, trainLayer } from './ann.ts';
import type { Arrival, Examples } from './examples.ts';
import { adoptStatistics, statisticsUnseen } from './first-statistics.ts';
import { foldBatchNorm, foldThreshold } from './fold.ts';
import { straightThrough } from './hybrid.ts';
import { encode, respond } from './spiking-layer.ts';
import type { NeuronSettings } from './spiking-network.ts';
import { collect, type ThresholdSettings, thresholdLayerNorm } from './threshold-layer-norm.ts';
import type { Watch } from './watch.ts';

export interface TandemNetwork extends AnnNetwork {
  readonly settings: NeuronSettings;
  /** ϑ of the coupled layers, `[1]` or `[C]`; fixed once measured. */
  readonly thresholds: tf.Tensor1D[];
  /** Spikes per neuron and step that arrived at each layer when its threshold was measured; null at the first. */
  readonly arrivalRates: (number | null)[];
}

/**
 * Couples all hidden layers, in place: layer by layer, ϑ is a percentile of the analog branch's activations on the counts that
 * really arrive (as PTL's is, §3.3), over Ns, and is folded into the layer after (design §4.5). So activations keep their units at any
 * depth, trained weights start as the untuned conversion, and random ones with neurons that fire at any depth. Batch norm that has seen
 * nothing takes its statistics from the same images first. Every member of a crew measures on all of `calibration`. The caller disposes.
 */
export async function coupleAll(
  ann: AnnNetwork,
  calibration: Examples,
  settings: NeuronSettings & { readonly threshold: ThresholdSettings; readonly batchSize: number },
  watch: Watch,
): Promise<TandemNetwork> {
  const network: TandemNetwork = { ...ann, settings, thresholds: [], arrivalRates: [null] };
  const arriving: Examples = {
    ...calibration,
    arrivalAt: (indices) => spike(network, calibration.arrivalAt(indices).value).arrival,
  };
  try {
    for (let l = 0; l < ann.layers.length - 1; l++) {
      const [layer, parameters] = [ann.layers[l]!, ann.parameters[l]!];
      if (await statisticsUnseen(parameters))
        await adoptStatistics(layer, parameters, arriving, settings.batchSize, watch);
      const activations = await collect(arriving, settings.batchSize, watch, ({ value }) =>
        inferLayer(layer, parameters, value, false),
      );
      // Rounded: the last digits depend on the size of the batches.
      if (l > 0)
        network.arrivalRates.push(Math.round((activations.arrived / settings.timeSteps) * 1e4) / 1e4);
      const { threshold } = await thresholdLayerNorm(activations, settings.threshold, settings.timeSteps);
      network.thresholds.push(tf.tensor1d(threshold));
      foldThreshold(ann.layers[l + 1]!, ann.parameters[l + 1]!.weight, threshold);
    }
  } catch (error) {
    disposeTandem(network);
    throw error;
  }
  return network;
}

export function disposeTandem({ thresholds }: TandemNetwork): void {
  tf.dispose(thresholds);
}

/** The spiking branches on images `x` `[N, h, w, c]`, batch norm on running statistics: counts `[N, …]` of each, and the last one's spikes. */
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

/** Spike counts of all hidden layers for images `x` `[N, h, w, c]`; nothing of them is differentiable. */
export function spikeCounts(network: TandemNetwork, x: tf.Tensor): tf.Tensor[] {
  return spike(network, x).counts;
}

/**
 * Logits in training mode, differentiable in all layers. `counts` are what the spiking branches made of `x` `[N, h, w, c]`, computed
 * before the step: forward each layer hands on its counts, backward ∂L/∂count passes unchanged into its analog branch (design §4.7), and
 * from there to the layer before.
 */
export function allTandemLogits(
  { layers, parameters }: AnnNetwork,
  x: tf.Tensor,
  counts: readonly tf.Tensor[],
): tf.Tensor {
  const arriving = counts.reduce(
    (value, count, l) => straightThrough(trainLayer(layers[l]!, parameters[l]!, value, false), count),
    x,
  );
  const last = layers.length - 1;
  return trainLayer(layers[last]!, parameters[last]!, arriving, true);
}

/** Logits in evaluation mode: the readout's free potential W·c + b. */
export function tandemOutput(network: TandemNetwork, x: tf.Tensor): tf.Tensor {
  const last = network.layers.length - 1;
  const { arrival } = spike(network, x);
  return inferLayer(network.layers[last]!, network.parameters[last]!, arrival.value, true);
}
