/**
 * A spiking network unrolled over its window for training (Wu et al. 2018, 2019). It is computed
 * layer by layer: the currents of all T steps are one convolution or product, T folded into the
 * batch; only the neurons go step by step. The image is a current held over the window, so the
 * first layer's is computed once. The answer is the readout's mean free potential, W·(spikes / T) +
 * b.
 *
 * Units are those of a step: z[t] = W·s[t] + b. The record's, in which b is that of the whole
 * window, are T times that.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type Layer, outputShape } from '../../../networks/layer.ts';
import { type AnnNetwork, normalised } from '../../layers/ann.ts';
import { foldBatchNorm } from '../../layers/fold.ts';
import { connections, type LayerParameters } from '../../layers/parameters.ts';
import { affine, synapticCurrent } from '../../layers/synapse.ts';
import type { Mode } from '../../layers/training-pass.ts';
import { type SurrogateNeurons, surrogateSpikes } from './surrogate.ts';

export interface SurrogateNetwork extends AnnNetwork {
  readonly neurons: SurrogateNeurons;
  /** ϑ of the hidden layers, `[1]` or `[C]`; fixed once measured. */
  readonly thresholds: tf.Tensor1D[];
}

/**
 * Returns the current with bias `[M, …out]` for `x` `[M, …]`. In a training pass, which must be of
 * one group because M runs over steps first, batch norm normalises over the currents of all steps
 * and images together (tdBN, Zheng et al. 2021, without its scale: ϑ and γ have that); otherwise
 * the running statistics are folded.
 */
function currentOf(layer: Layer, parameters: LayerParameters, x: tf.Tensor, mode: Mode): tf.Tensor {
  if (mode !== 'infer' && parameters.batchNorm && layer.batchNorm)
    return normalised(synapticCurrent(layer, x, connections(parameters)), layer, parameters, 'linear', mode);
  const { weight, bias } = foldBatchNorm(layer, parameters);
  return affine(layer, x, weight, bias, 'linear');
}

/**
 * Runs the layers that have thresholds so far and returns the mean spikes per step `[N, …]` of the
 * last, or the image when there is none.
 */
export function spikeRates(network: SurrogateNetwork, x: tf.Tensor, mode: Mode): tf.Tensor {
  const { layers, parameters, thresholds, neurons } = network;
  const images = x.shape[0]!;
  const train = thresholds.reduce((value, threshold, l) => {
    const current = currentOf(layers[l]!, parameters[l]!, value, mode);
    const rest = outputShape(layers[l]!.synapse);
    const byStep = tf.reshape(current, [current.shape[0]! / images, images, ...rest]);
    const spikes = surrogateSpikes(byStep, threshold, neurons);
    return tf.reshape(spikes, [neurons.timeSteps * images, ...rest]);
  }, x);
  return thresholds.length === 0 ? x : meanOverSteps(train, neurons.timeSteps);
}

/**
 * Averages `[T·N, …]` over steps to `[N, …]`, as a product, which every backend does fast, forward
 * and backward.
 */
function meanOverSteps(train: tf.Tensor, timeSteps: number): tf.Tensor {
  const [rows, ...rest] = train.shape as [number, ...number[]];
  const weights = tf.fill([1, timeSteps], 1 / timeSteps);
  return tf.reshape(tf.matMul(weights, tf.reshape(train, [timeSteps, -1])), [rows / timeSteps, ...rest]);
}

/** Returns logits `[N, classes]` for images `x` `[N, h, w, c]`; differentiable. */
export function surrogatePotentials(network: SurrogateNetwork, x: tf.Tensor, mode: Mode): tf.Tensor {
  const last = network.layers.length - 1;
  const { weight, bias } = foldBatchNorm(network.layers[last]!, network.parameters[last]!);
  return affine(network.layers[last]!, spikeRates(network, x, mode), weight, bias, 'linear');
}
