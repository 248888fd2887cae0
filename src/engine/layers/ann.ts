/** Runs the analog branch of layers, training on batch statistics or running on folded ones. */
import * as tf from '@tensorflow/tfjs-core';
import { rowsOfGroups } from '../../backends/kernels/training/groups.ts';
import type { Layer } from '../../networks/layer.ts';
import { batchNorm as normalise } from './batch-norm.ts';
import { foldBatchNorm } from './fold.ts';
import { sumOfRows } from './groups.ts';
import { connections, type LayerParameters } from './parameters.ts';
import { affine, trainedCurrent } from './synapse.ts';
import type { Mode, TrainingPass } from './training-pass.ts';

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
  return tf.tidy(() => {
    const { weight, bias } = foldBatchNorm(layer, parameters);
    return affine(layer, x, weight, bias, isOutput ? 'linear' : 'relu');
  });
}

/**
 * Runs a layer in a training pass: batch norm on the statistics of each group with gradients
 * through them, then ReLU. The running statistics stay as they are. Layers without batch norm
 * compute the same in both modes.
 */
export function trainLayer(
  layer: Layer,
  parameters: LayerParameters,
  x: tf.Tensor,
  isOutput: boolean,
  pass: TrainingPass,
): tf.Tensor {
  const weight = connections(parameters);
  if (parameters.batchNorm && layer.batchNorm) {
    const current = trainedCurrent(layer, x, weight, null, pass.sizes);
    return normalised(current, layer, parameters, 'relu', pass);
  }
  const current = trainedCurrent(layer, x, weight, parameters.bias, pass.sizes);
  return isOutput ? current : tf.relu(current);
}

/**
 * Applies batch norm to a layer's synaptic current `[…, C]` without bias, on the statistics of each
 * group; the pass collects them. The layer must have batch norm.
 */
export function normalised(
  current: tf.Tensor,
  layer: Pick<Layer, 'batchNorm'>,
  parameters: LayerParameters,
  activation: 'relu' | 'linear',
  { sizes, seen }: TrainingPass,
): tf.Tensor {
  const settings = layer.batchNorm!;
  const { epsilon } = settings;
  const { output, mean, variance } = normalise(current, parameters.batchNorm!, {
    epsilon,
    activation,
    sizes,
  });
  const channels = mean.shape.at(-1)!;
  const rows = rowsOfGroups(sizes, current.size / channels);
  seen.push({
    parameters,
    settings,
    mean: tf.keep(
      sumOfRows(
        mean,
        rows.map(() => 1),
      ),
    ),
    // Biased to normalise and unbiased to run, as PyTorch's.
    variance: tf.keep(
      sumOfRows(
        variance,
        rows.map((count) => count / Math.max(1, count - 1)),
      ),
    ),
  });
  tf.dispose([mean, variance]);
  return output;
}

/**
 * Runs layers `from` … `to` − 1 on `x`; by default to the end. In inference mode no more than the
 * values of two layers are held at a time. `see` is told what arrives at each layer.
 */
export function runLayers(
  network: AnnNetwork,
  x: tf.Tensor,
  from: number,
  mode: Mode,
  to = network.layers.length,
  see: (l: number, arriving: tf.Tensor) => void = () => {},
): tf.Tensor {
  let value = x;
  for (let l = from; l < to; l++) {
    see(l, value);
    const isOutput = l === network.layers.length - 1;
    const next = runLayer(network.layers[l]!, network.parameters[l]!, value, isOutput, mode);
    if (mode === 'infer' && value !== x) value.dispose();
    value = next;
  }
  return value;
}

/** Runs a layer in one of the modes. */
export function runLayer(
  layer: Layer,
  parameters: LayerParameters,
  x: tf.Tensor,
  isOutput: boolean,
  mode: Mode,
): tf.Tensor {
  return mode === 'infer'
    ? inferLayer(layer, parameters, x, isOutput)
    : trainLayer(layer, parameters, x, isOutput, mode);
}
