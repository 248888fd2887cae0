/** Describes a checkpoint of ours, so that it is imported as any other network is. */
import { readAnyCheckpoint } from '../any-checkpoint.ts';
import { metadataKey } from '../metadata.ts';
import { readHeader } from '../safetensors-header.ts';
import type { ModelDescription, ModelNode, Operation } from './description.ts';
import { unpadded } from './shapes.ts';

/** Returns whether a safetensors file says that it is of Spikewise. */
export function isOurs(bytes: Uint8Array): boolean {
  return Object.hasOwn(readHeader(bytes).metadata, metadataKey);
}

export function describeCheckpoint(bytes: Uint8Array): ModelDescription {
  const { network: record, ...checkpoint } = readAnyCheckpoint(bytes);
  const nodes: ModelNode[] = [];
  let weighted = 0;
  for (const layer of record.layers) {
    const values = checkpoint.layers[weighted]!;
    const made = ((): Operation => {
      switch (layer.kind) {
        case 'conv2d': {
          weighted++;
          const { kernel, filters, inputShape, stride, dilation, padding } = layer;
          const { weight, bias } = values;
          return {
            kind: 'conv2d',
            weight,
            bias,
            kernel,
            filters,
            channels: inputShape[2],
            stride,
            dilation,
            padding,
          };
        }
        case 'dense': {
          weighted++;
          const { weight, bias } = values;
          return { kind: 'dense', weight, bias, inputs: layer.inputSize, units: layer.units };
        }
        case 'batchNorm':
          return {
            kind: 'batchNorm',
            epsilon: layer.epsilon,
            ...checkpoint.layers[weighted - 1]!.batchNorm!,
          };
        case 'averagePool':
        case 'maxPool':
          return { kind: layer.kind, window: layer.kernel, stride: layer.stride, padding: unpadded };
        case 'flatten':
          return { kind: 'flatten', order: 'channelsLast' };
        case 'relu':
        case 'sigmoid':
          return { kind: layer.kind };
      }
    })();
    nodes.push({ name: layer.name, title: layer.kind, from: [nodes.length - 1], operation: made });
  }
  return {
    format: 'Spikewise checkpoint',
    inputShape: record.inputShape,
    vectorOrder: 'channelsLast',
    nodes,
  };
}
