/** Runs the analog branch of layers, training on batch statistics or running on folded ones. */
import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../../networks/layer.ts';
import { batchNorm as normalise, updateRunning } from './batch-norm.ts';
import { foldBatchNorm } from './fold.ts';
import { connections, type LayerParameters } from './parameters.ts';
import { affine, synapticCurrent } from './synapse.ts';

/**
 * A trained network that still has only analog neurons. The last layer is the output and has no
 * ReLU.
 */
export interface AnnNetwork {
  readonly layers: readonly Layer[];
  readonly parameters: readonly LayerParameters[];
}

/**
 * Runs a layer in inference mode: batch norm folded with the running statistics, then ReLU.
 * Differentiable.
 */
export function inferLayer(
  layer: Layer,
  parameters: LayerParameters,
  x: tf.Tensor,
  isOutput: boolean,
): tf.Tensor {
  const { weight, bias } = foldBatchNorm(layer, parameters);
  return affine(layer, x, weight, bias, isOutput ? 'linear' : 'relu');
}

/**
 * Runs a layer in training mode: batch norm on this batch's statistics with gradients through them,
 * then ReLU; moves the running statistics. Layers without batch norm are the same in both modes.
 */
export function trainLayer(
  layer: Layer,
  parameters: LayerParameters,
  x: tf.Tensor,
  isOutput: boolean,
): tf.Tensor {
  if (!parameters.batchNorm || !layer.batchNorm) return inferLayer(layer, parameters, x, isOutput);
  return normalised(synapticCurrent(layer, x, connections(parameters)), layer, parameters, 'relu');
}

/**
 * Applies batch norm to a layer's synaptic current `[…, C]` without bias, on that current's own
 * statistics; moves the running ones. The layer must have batch norm.
 */
export function normalised(
  current: tf.Tensor,
  layer: Layer,
  { batchNorm, bias }: LayerParameters,
  activation: 'relu' | 'linear',
): tf.Tensor {
  const settings = layer.batchNorm!;
  const { output, mean, variance } = normalise(current, batchNorm!, {
    epsilon: settings.epsilon,
    activation,
  });
  updateRunning(batchNorm!, settings, { mean, variance, rows: current.size / mean.size, bias });
  tf.dispose([mean, variance]);
  return output;
}

/** Runs layers `from` … `to` − 1 on `x`; by default to the end. */
export function runLayers(
  network: AnnNetwork,
  x: tf.Tensor,
  from: number,
  mode: 'train' | 'infer',
  to = network.layers.length,
): tf.Tensor {
  const run = mode === 'train' ? trainLayer : inferLayer;
  let value = x;
  for (let l = from; l < to; l++)
    value = run(network.layers[l]!, network.parameters[l]!, value, l === network.layers.length - 1);
  return value;
}
