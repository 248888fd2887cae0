/** Makes layers for tests from a few numbers. */

import type { Layer } from '../../networks/layer.ts';
import type { ImageShape } from '../../networks/shape.ts';

export function denseLayer(inputSize: number, outputSize: number): Layer {
  return { name: 'dense', before: [], synapse: { kind: 'dense', inputSize, outputSize }, batchNorm: null };
}

export function imageLayer(input: {
  inputShape: ImageShape;
  filters: number;
  kernel: number;
  stride: number;
  padding: number;
}): Layer {
  const { inputShape, filters, kernel, stride, padding } = input;
  const out = (size: number) => Math.floor((size + 2 * padding - kernel) / stride) + 1;
  return {
    name: 'conv',
    before: [],
    synapse: {
      kind: 'conv2d',
      inputShape,
      outputShape: [out(inputShape[0]), out(inputShape[1]), filters],
      kernel: [kernel, kernel],
      stride: [stride, stride],
      padding: { before: [padding, padding], after: [padding, padding] },
      dilation: [1, 1],
    },
    batchNorm: null,
  };
}
