/**
 * Folds batch norm and thresholds into weights, in the order of design §4.6: batch norm first, then
 * ϑ.
 */
import * as tf from '@tensorflow/tfjs-core';
import { inputChannels, type Layer } from '../../networks/layer.ts';
import { connections, type LayerParameters } from './parameters.ts';

export interface Folded {
  readonly weight: tf.Tensor;
  readonly bias: tf.Tensor1D;
}

/**
 * Returns weight and bias with the running statistics folded in, epsilon included: W·γ/√(σ² + ε)
 * and (b − μ)·γ/√(σ² + ε) + β (§5.1). Differentiable. Without batch norm it returns the parameters
 * themselves.
 */
export function foldBatchNorm(layer: Pick<Layer, 'batchNorm'>, parameters: LayerParameters): Folded {
  const { bias, batchNorm } = parameters;
  const weight = connections(parameters);
  if (!batchNorm || !layer.batchNorm) return { weight, bias: bias as unknown as tf.Tensor1D };
  const ratio = tf.div(batchNorm.gamma, tf.sqrt(tf.add(batchNorm.variance, layer.batchNorm.epsilon)));
  return {
    weight: tf.mul(weight, ratio),
    bias: tf.add(tf.mul(tf.sub(bias, batchNorm.mean), ratio), batchNorm.beta) as tf.Tensor1D,
  };
}

/**
 * Multiplies a layer's weights by the ϑ of the layer before it, so that counts mean activations
 * again (§3.2, design §4.5). `threshold` has one entry or one per channel of the layer before;
 * through a flatten it repeats in flatten order. A dead channel's 0 counts as 1: its input never
 * comes, so its weights stay the same.
 */
export function foldThreshold(layer: Layer, weight: tf.Variable, threshold: Float32Array): void {
  const scale = threshold.map((theta) => (theta > 0 ? theta : 1));
  tf.tidy(() => {
    if (scale.length === 1) {
      weight.assign(tf.mul(weight, scale[0]!));
      return;
    }
    const inputs = inputChannels(layer.synapse);
    const repeated = Float32Array.from({ length: inputs }, (_, i) => scale[i % scale.length]!);
    weight.assign(tf.mul(weight, tf.tensor2d(repeated, [inputs, 1])));
  });
}
