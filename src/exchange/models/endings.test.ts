import { expect, test } from 'vitest';
import { modelFilesIn } from './endings.ts';

const found = (...names: string[]) => modelFilesIn(names.map((name) => ({ name }))).map(({ name }) => name);

test.each([
  [['net.onnx'], ['net.onnx']],
  [['a/net.ONNX', 'a/input_0.pb'], ['a/net.ONNX']],
  [['model.pth'], ['model.pth']],
  [
    ['tfjs/model.json', 'tfjs/weights.bin'],
    ['tfjs/model.json', 'tfjs/weights.bin'],
  ],
  [['data_batch_1.bin', 'test_batch.bin'], []],
  [['birds/owl/1.png', 'birds/info.json'], []],
  [['a.json', 'b.json'], []],
  [['birds.zip'], []],
  [['onnx'], []],
])('of %j %j hold a network', (names, expected) => {
  expect(found(...names)).toEqual(expected);
});
