/** From a network record to the chain of layers that the method works on. */
import type { Layer, LinearStep } from './layer.ts';
import { NetworkError, type NetworkRecord } from './records.ts';

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
        before.push(
          record.kind === 'flatten'
            ? { kind: 'flatten', inputShape: record.inputShape }
            : {
                kind: 'averagePool',
                inputShape: record.inputShape,
                outputShape: record.outputShape,
                kernel: record.kernel,
                stride: record.stride,
              },
        );
        break;
      case 'conv2d':
      case 'dense':
        if (open)
          throw new NetworkError(`${record.name}: ${open.name} before it has no ReLU, so it cannot spike`);
        open = {
          name: record.name,
          before,
          synapse:
            record.kind === 'dense'
              ? { kind: 'dense', inputSize: record.inputSize, outputSize: record.units }
              : {
                  kind: 'conv2d',
                  inputShape: record.inputShape,
                  outputShape: record.outputShape,
                  kernel: record.kernel,
                  stride: record.stride,
                  padding: record.padding,
                },
          batchNorm: null,
        };
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
    }
  }
  if (!open || before.length > 0)
    throw new NetworkError('the last layer must be a convolution or dense layer without ReLU');
  if (open.batchNorm) throw new NetworkError(`${open.name}: the output layer has no batch norm (§5.1)`);
  return [...layers, open];
}
