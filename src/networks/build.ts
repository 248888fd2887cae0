/** From a network record to the chain of layers that the method works on. */
import type { Layer, LinearStep, Synapse } from './layer.ts';
import {
  type AveragePoolRecord,
  type Conv2dRecord,
  type DenseRecord,
  type FlattenRecord,
  NetworkError,
  type NetworkRecord,
} from './records.ts';
import { unknownKind } from './unknown-kind.ts';

function stepOf(record: FlattenRecord | AveragePoolRecord): LinearStep {
  switch (record.kind) {
    case 'flatten':
      return { kind: 'flatten', inputShape: record.inputShape };
    case 'averagePool': {
      const { inputShape, outputShape, kernel, stride } = record;
      return { kind: 'averagePool', inputShape, outputShape, kernel, stride };
    }
    default:
      return unknownKind(record);
  }
}

function synapseOf(record: Conv2dRecord | DenseRecord): Synapse {
  switch (record.kind) {
    case 'conv2d': {
      const { inputShape, outputShape, kernel, stride, padding } = record;
      return { kind: 'conv2d', inputShape, outputShape, kernel, stride, padding };
    }
    case 'dense':
      return { kind: 'dense', inputSize: record.inputSize, outputSize: record.units };
    default:
      return unknownKind(record);
  }
}

/**
 * Groups records into layers: linear steps, one conv2d or dense, optional batch norm, ReLU (all but
 * the last). Throws {@link NetworkError} naming the record where the chain is not of that form.
 */
export function toLayers(network: NetworkRecord): Layer[] {
  const layers: Layer[] = [];
  let before: LinearStep[] = [];
  let open = null as Layer | null;
  for (const record of network.layers) {
    switch (record.kind) {
      case 'flatten':
      case 'averagePool':
        if (open) throw new NetworkError(`${record.name}: comes before the ReLU of ${open.name}`);
        before.push(stepOf(record));
        break;
      case 'conv2d':
      case 'dense':
        if (open)
          throw new NetworkError(`${record.name}: ${open.name} before it has no ReLU, so it cannot spike`);
        open = { name: record.name, before, synapse: synapseOf(record), batchNorm: null };
        before = [];
        break;
      case 'batchNorm':
        if (!open)
          throw new NetworkError(`${record.name}: batch norm must follow a convolution or dense layer`);
        if (open.batchNorm) throw new NetworkError(`${record.name}: ${open.name} already has batch norm`);
        open = { ...open, batchNorm: { epsilon: record.epsilon, momentum: record.momentum } };
        break;
      case 'relu':
        if (!open) throw new NetworkError(`${record.name}: a ReLU must follow a convolution or dense layer`);
        layers.push(open);
        open = null;
        break;
      default:
        unknownKind(record);
    }
  }
  if (!open || before.length > 0)
    throw new NetworkError('the last layer must be a convolution or dense layer without ReLU');
  if (open.batchNorm) throw new NetworkError(`${open.name}: the output layer has no batch norm (§5.1)`);
  return [...layers, open];
}
