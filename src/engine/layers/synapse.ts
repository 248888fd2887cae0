/** Synapses as tensor functions: what arrives at a layer's neurons, without and with bias. */
import * as tf from '@tensorflow/tfjs-core';
import type { Conv2dSynapse, Layer, LinearStep } from '../../networks/layer.ts';
import { outputShape } from '../../networks/layer.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';

type ExplicitPads = [[number, number], [number, number], [number, number], [number, number]];

function pads({ padding: [v, h] }: Conv2dSynapse): ExplicitPads {
  return [
    [0, 0],
    [v, v],
    [h, h],
    [0, 0],
  ];
}

function applyStep(linear: LinearStep, x: tf.Tensor): tf.Tensor {
  switch (linear.kind) {
    case 'flatten':
      return tf.reshape(x, [x.shape[0]!, -1]);
    case 'averagePool':
      return tf.avgPool(x as tf.Tensor4D, [...linear.kernel], [...linear.stride], 'valid');
    default:
      return unknownKind(linear);
  }
}

function arriving(layer: Layer, x: tf.Tensor): tf.Tensor {
  return layer.before.reduce((value, linear) => applyStep(linear, value), x);
}

/**
 * W·x for `x` `[N, …]`, the linear steps before the synapse included: `[N, …out]`. Differentiable.
 */
export function synapticCurrent(layer: Layer, x: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  const input = arriving(layer, x);
  const { synapse } = layer;
  switch (synapse.kind) {
    case 'dense':
      return tf.matMul(input as tf.Tensor2D, weight as tf.Tensor2D);
    case 'conv2d':
      return tf.conv2d(input as tf.Tensor4D, weight as tf.Tensor4D, [...synapse.stride], pads(synapse));
    default:
      return unknownKind(synapse);
  }
}

/** W·x + b, optionally through ReLU, in one fused operation. `[N, …out]`. Differentiable. */
export function affine(
  layer: Layer,
  x: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor,
  activation: 'linear' | 'relu',
): tf.Tensor {
  const input = arriving(layer, x);
  const { synapse } = layer;
  switch (synapse.kind) {
    case 'dense':
      return tf.fused.matMul({ a: input as tf.Tensor2D, b: weight as tf.Tensor2D, bias, activation });
    case 'conv2d':
      return tf.fused.conv2d({
        x: input as tf.Tensor4D,
        filter: weight as tf.Tensor4D,
        strides: [...synapse.stride],
        pad: pads(synapse),
        bias,
        activation,
      });
    default:
      return unknownKind(synapse);
  }
}

/** The current of a whole spike train `[T, N, …]`: `[T, N, …out]`; the steps share one call. */
export function trainCurrent(layer: Layer, spikeTrain: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  const [steps, batch, ...rest] = spikeTrain.shape as [number, number, ...number[]];
  const current = synapticCurrent(layer, tf.reshape(spikeTrain, [steps * batch, ...rest]), weight);
  return tf.reshape(current, [steps, batch, ...outputShape(layer.synapse)]);
}
