/** An ONNX network with max pooling, as another program would write it, and a small run with it. */
import { engineRevision } from '../src/engine/revision.ts';
import { someNumbers } from '../src/exchange/models/testing/numbers.ts';
import { type ModelToWrite, onnxOf } from '../src/exchange/models/testing/onnx-writer.ts';

export const modelRun = `#v=1&preset=first-look@3&engine=${engineRevision}&train=512&val=128&test=128&cal=64&batch=64&max=1&tp=1&ns=2&backend=wasm`;

export const pooled: ModelToWrite = {
  inputs: [{ name: 'image', shape: ['N', 1, 28, 28] }],
  nodes: [
    {
      operator: 'Conv',
      inputs: ['image', 'w1'],
      output: 'c',
      attributes: { kernel_shape: [4, 4], strides: [4, 4] },
    },
    { operator: 'Relu', inputs: ['c'], output: 'r' },
    {
      operator: 'MaxPool',
      inputs: ['r'],
      output: 'p',
      attributes: { kernel_shape: [2, 2], strides: [2, 2] },
    },
    { operator: 'Flatten', inputs: ['p'], output: 'f' },
    { operator: 'Gemm', inputs: ['f', 'w2'], output: 'scores' },
  ],
  tensors: [
    { name: 'w1', shape: [3, 1, 4, 4], values: someNumbers(48) },
    { name: 'w2', shape: [27, 10], values: someNumbers(270) },
  ],
};

export const file = onnxOf(pooled);

/** The network in our notation, its max pooling replaced by average pooling. */
export const network = '28x28-c3k4s4p0n0-a2-10';
