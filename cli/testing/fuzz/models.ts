/** The readers of trained networks, as they are fuzzed. What they accept is judged as well. */

import { ExchangeError } from '../../../src/exchange/error.ts';
import { readOnnx } from '../../../src/exchange/models/onnx/read-onnx.ts';
import { readPytorchTensors } from '../../../src/exchange/models/tensors-by-name/read-pytorch.ts';
import {
  kerasH5,
  kerasZip,
  smallModel,
  tfjsFiles,
} from '../../../src/exchange/models/testing/keras-model.ts';
import { someNumbers } from '../../../src/exchange/models/testing/numbers.ts';
import { onnxOf } from '../../../src/exchange/models/testing/onnx-writer.ts';
import { readTfjs } from '../../../src/exchange/models/tfjs/read-tfjs.ts';
import { writeSafetensors } from '../../../src/exchange/safetensors.ts';
import { type Dice, damagedBytes, damagedText } from '../version-1/mutate.ts';
import { atFixedTime } from './fixed-time.ts';
import { judged, onlyRead } from './judged.ts';
import { kerasH5Parser, kerasZipParser } from './keras.ts';
import { parser } from './parser.ts';

const tensor = (name: string, shape: readonly number[]) => ({
  name,
  shape,
  values: someNumbers(shape.reduce((product, length) => product * length, 1)),
});

const onnx = [13, 9].map((opset) =>
  onnxOf({
    opset,
    nodes: [
      {
        operator: 'Conv',
        inputs: ['image', 'w1', 'b1'],
        output: 'c',
        attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 0, 0] },
      },
      { operator: 'Relu', inputs: ['c'], output: 'r' },
      {
        operator: 'MaxPool',
        inputs: ['r'],
        output: 'p',
        attributes: { kernel_shape: [2, 1], strides: [2, 1] },
      },
      { operator: 'Reshape', inputs: ['p', 'shape'], output: 'f' },
      { operator: 'Gemm', inputs: ['f', 'w2'], output: 'scores', attributes: { alpha: { float: 0.5 } } },
    ],
    tensors: [
      tensor('w1', [3, 2, 3, 3]),
      { ...tensor('b1', [3]), as: 'floats' },
      { name: 'shape', shape: [2], values: [0, -1], as: 'int64' },
      tensor('w2', [18, 4]),
    ],
  }),
);

const model = await smallModel();
const h5 = await atFixedTime(() => kerasH5(model));
const zips = await atFixedTime(async () => [await kerasZip(model, 'class'), await kerasZip(model, 'layer')]);
const { json, shards } = await tfjsFiles(model);
const jsonText = JSON.stringify(json);

const network = '6x5x2-c3s2-4n0-2';
const tensors = writeSafetensors(
  new Map(
    Object.entries({
      'conv.weight': [3, 2, 3, 3],
      'bn.weight': [3],
      'bn.bias': [3],
      'bn.running_mean': [3],
      'bn.running_var': [3],
      'fc1.weight': [4, 27],
      'fc1.bias': [4],
      'fc2.weight': [2, 4],
    }).map(([name, shape]) => {
      const { values } = tensor(name, shape);
      return [name, { type: 'F32', shape, values: values.map(Math.abs) }];
    }),
  ),
);

function damagedTfjs(dice: Dice): { readonly text: string; readonly files: ReadonlyMap<string, Uint8Array> } {
  if (dice.roll(3) > 0) return { text: damagedText(jsonText, dice), files: shards };
  const name = dice.pick([...shards.keys()]);
  return { text: jsonText, files: new Map(shards).set(name, damagedBytes(shards.get(name)!, dice)) };
}

const refusals = [ExchangeError];

export const modelParsers = [
  parser({
    name: 'ONNX model',
    input: (dice) => damagedBytes(dice.pick(onnx), dice),
    read: (bytes: Uint8Array) => judged(readOnnx(bytes)),
    write: onlyRead,
    refusals,
  }),
  kerasH5Parser([h5]),
  kerasZipParser(zips),
  parser({
    name: 'TensorFlow.js model',
    input: damagedTfjs,
    read: ({ text, files }) => judged(readTfjs(new TextEncoder().encode(text), files)),
    write: onlyRead,
    refusals,
  }),
  parser({
    name: 'tensors by name',
    input: (dice) => damagedBytes(tensors, dice),
    read: (bytes: Uint8Array) => judged(readPytorchTensors(bytes, network)),
    write: onlyRead,
    refusals,
  }),
];
