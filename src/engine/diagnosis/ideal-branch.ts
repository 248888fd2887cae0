/**
 * Computes the current layer's answer as if nothing before it had been lost: the frozen layers run
 * as analog ReLU neurons with their frozen weights and hand on activation / ϑ, which is what their
 * spike counts represent.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Arrival } from '../examples/examples.ts';
import { analogActivation, type HybridNetwork, sharedWeights } from '../hybrid/hybrid.ts';
import { affine } from '../layers/synapse.ts';

/**
 * Returns the analog activation of the coupled (or next) layer on ideal input, computed from images
 * `x` `[N, h, w, c]`: `[N, …out]`, in activation units.
 */
export function idealActivation(network: HybridNetwork, x: tf.Tensor): tf.Tensor {
  let value = x;
  network.frozen.forEach(({ weight, bias, threshold }, l) => {
    const next = tf.tidy(() => {
      const activation = affine(network.layers[l]!, value, weight, bias, 'relu');
      // As where ϑ is folded: a dead channel's 0 counts as 1.
      const worth = tf.where(tf.greater(threshold, 0), threshold, tf.onesLike(threshold));
      return tf.div(activation, worth);
    });
    if (value !== x) value.dispose();
    value = next;
  });
  return analogActivation(network, { spikes: null, value });
}

/**
 * Returns the analog activation of the coupled layer on its real input, with the weights that its
 * spiking branch has: `[N, …out]`, in activation units.
 */
export function limitedActivation(network: HybridNetwork, { value }: Arrival): tf.Tensor {
  const l = network.frozen.length;
  const { weight, bias } = sharedWeights(network, l);
  return affine(network.layers[l]!, value, weight, bias, 'relu');
}
