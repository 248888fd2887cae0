/** One layer of spiking neurons over the window, shared by the hybrid network in training and the simulator. */
import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from './layer.ts';
import { integrateAndFire, type SpikeResponse } from './neuron.ts';
import type { NeuronSettings } from './spiking-network.ts';
import { synapticCurrent, trainCurrent } from './synapse.ts';

/** Folded weights and thresholds as tensors: weight in the synapse's shape, bias `[C]`, threshold `[1]` or `[C]`. */
export interface SpikingTensors {
  readonly weight: tf.Tensor;
  readonly bias: tf.Tensor1D;
  readonly threshold: tf.Tensor1D;
}

/**
 * What the first layer does (§3.4, design §4.2): its whole pre-activation for the image `x` `[N, h, w, c]` enters as
 * current at t = 1 and is discharged over the window; `spread` brings the bias in equal parts instead.
 */
export function encode(
  layer: Layer,
  x: tf.Tensor,
  tensors: SpikingTensors,
  settings: NeuronSettings,
): SpikeResponse {
  return tf.tidy(() => {
    const current = synapticCurrent(layer, x, tensors.weight);
    const spread = settings.firstLayerBias === 'spread';
    const first = tf.expandDims(spread ? current : tf.add(current, tensors.bias), 0);
    const injected = spread ? tf.div(tensors.bias, settings.timeSteps) : tf.zerosLike(tensors.bias);
    return integrateAndFire(first, injected as tf.Tensor1D, tensors, settings);
  });
}

/** What deeper layers do: spikes `[T, N, …]` in, bias / T injected at each step, spikes out (Eq. 3–6). */
export function respond(
  layer: Layer,
  spikeTrain: tf.Tensor,
  tensors: SpikingTensors,
  settings: NeuronSettings,
): SpikeResponse {
  return tf.tidy(() => {
    const current = trainCurrent(layer, spikeTrain, tensors.weight);
    const injected = tf.div(tensors.bias, settings.timeSteps) as tf.Tensor1D;
    return integrateAndFire(current, injected, tensors, settings);
  });
}
