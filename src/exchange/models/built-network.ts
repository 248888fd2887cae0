/** Writes the layers of an imported network as notation and weights. */
import { averagePool } from '../../networks/kinds/average-pool.ts';
import { batchNorm } from '../../networks/kinds/batch-norm.ts';
import { conv2d } from '../../networks/kinds/conv2d.ts';
import { dense } from '../../networks/kinds/dense.ts';
import { flatten } from '../../networks/kinds/flatten.ts';
import type { LayerRecord } from '../../networks/kinds/index.ts';
import { maxPool } from '../../networks/kinds/max-pool.ts';
import { relu } from '../../networks/kinds/relu.ts';
import { network } from '../../networks/network.ts';
import { NetworkError } from '../../networks/network-error.ts';
import { notationOf, parseNotation } from '../../networks/notation.ts';
import type { ImageShape } from '../../networks/shape.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { type CheckpointLayer, expectedLayers } from '../checkpoint-layers.ts';
import { ExchangeError, quoted } from '../error.ts';
import type { BuiltLayer, Convolution } from './built-layer.ts';
import { undilated } from './weights.ts';

/**
 * Returns the network of these layers, the last of which is its output. Throws
 * {@link ExchangeError} that names a layer which is beyond what networks here can be.
 */
export function checkpointOf(inputShape: ImageShape, layers: readonly BuiltLayer[]): Checkpoint {
  const records: LayerRecord[] = [];
  const weights: Float32Array[] = [];
  let arriving = inputShape as ImageShape | null;
  layers.forEach((layer, index) => {
    try {
      for (const { kind, window, inputShape: image } of layer.before) {
        const make = kind === 'maxPool' ? maxPool : averagePool;
        const record = make({
          name: `pool${records.length}`,
          inputShape: image,
          kernel: window,
          stride: window,
        });
        records.push(record);
        arriving = record.outputShape;
      }
      const { geometry } = layer;
      const channels = layer.weights.bias.length;
      if (geometry.kind === 'conv2d') {
        const { weight, ...windows } = computable(geometry, layer.weights.weight);
        const record = conv2d({ name: `${index}`, filters: channels, ...windows });
        records.push(record);
        weights.push(weight);
        arriving = record.outputShape;
      } else {
        if (arriving) records.push(flatten({ name: 'flatten', inputShape: arriving }));
        records.push(dense({ name: `${index}`, inputSize: geometry.inputs, units: channels }));
        weights.push(layer.weights.weight);
        arriving = null;
      }
      if (layer.norm) records.push(batchNorm({ name: `${index}.norm`, channels }));
      if (index < layers.length - 1) records.push(relu({ name: `${index}.relu` }));
    } catch (error) {
      if (error instanceof NetworkError)
        throw new ExchangeError(`layer ${quoted(layer.name)}: ${error.message}`);
      throw error;
    }
  });
  const notation = written(inputShape, records);
  const named = expectedLayers(parseNotation(notation));
  return {
    notation,
    layers: layers.map(
      ({ weights: { bias }, norm }, i): CheckpointLayer => ({
        name: named[i]!.name,
        weight: weights[i]!,
        bias: Float32Array.from(bias),
        batchNorm: norm,
      }),
    ),
    note: {},
  };
}

function written(inputShape: ImageShape, layers: readonly LayerRecord[]): string {
  try {
    return notationOf(network({ name: 'imported', inputShape, layers }));
  } catch (error) {
    if (error instanceof NetworkError)
      throw new ExchangeError(`the network cannot be written: ${error.message}`);
    throw error;
  }
}

/** Returns the convolution as the kernels here compute it: dilated only at stride 1. */
function computable(of: Convolution, weight: Float32Array) {
  const { inputShape, kernel, stride, dilation, padding } = of;
  if (stride[0] === 1 && stride[1] === 1) return { inputShape, kernel, stride, dilation, padding, weight };
  return { inputShape, stride, padding, ...undilated(kernel, dilation, weight) };
}
