/** Maps files with PyTorch’s names, and compares with what onnxruntime computes. */
import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { ExchangeError } from '../../error.ts';
import { type WrittenTensor, writeSafetensors } from '../../safetensors.ts';
import { readModel } from '../index.ts';
import { lower } from '../lower.ts';
import { referenceOutputs } from '../reference.ts';
import { someNumbers, somePositive } from '../testing/numbers.ts';
import { onnxOf } from '../testing/onnx-writer.ts';
import { largestDifference, ownOutputs } from '../testing/own-outputs.ts';

const network = '6x5x2-c3s2-a1x3-4n0-2';
const shapes: Readonly<Record<string, readonly number[]>> = {
  'features.conv1.weight': [3, 2, 3, 3],
  'features.conv1.bias': [3],
  'features.bn1.weight': [3],
  'features.bn1.bias': [3],
  'features.bn1.running_mean': [3],
  'features.bn1.running_var': [3],
  'classifier.0.weight': [4, 9],
  'classifier.0.bias': [4],
  'classifier.10.weight': [2, 4],
  'classifier.10.bias': [2],
};

const tensors = new Map(
  Object.entries(shapes).map(([name, shape]): [string, WrittenTensor] => {
    const values = name.endsWith('running_var') ? somePositive : someNumbers;
    return [name, { type: 'F32', shape, values: values(shape.reduce((a, b) => a * b, 1)) }];
  }),
);
const file = (of: ReadonlyMap<string, WrittenTensor> = tensors) => [
  { name: 'model.safetensors', bytes: writeSafetensors(of) },
];

test('convolutions, batch norm and dense layers are mapped, and the flatten is PyTorch’s', async () => {
  const image = someNumbers(60);
  const written = [...tensors].map(([name, { shape, values }]) => ({ name, shape, values }));
  const of = (layer: string, parts: readonly string[]) => parts.map((part) => `${layer}.${part}`);
  const bytes = onnxOf({
    inputs: [{ name: 'image', shape: [1, 2, 6, 5] }],
    nodes: [
      {
        operator: 'Conv',
        inputs: ['image', ...of('features.conv1', ['weight', 'bias'])],
        output: 'c',
        attributes: { pads: [1, 1, 1, 1], strides: [2, 2] },
      },
      {
        operator: 'BatchNormalization',
        inputs: ['c', ...of('features.bn1', ['weight', 'bias', 'running_mean', 'running_var'])],
        output: 'n',
      },
      { operator: 'Relu', inputs: ['n'], output: 'r' },
      {
        operator: 'AveragePool',
        inputs: ['r'],
        output: 'p',
        attributes: { kernel_shape: [1, 3], strides: [1, 3] },
      },
      { operator: 'Flatten', inputs: ['p'], output: 'f' },
      {
        operator: 'Gemm',
        inputs: ['f', ...of('classifier.0', ['weight', 'bias'])],
        output: 'd',
        attributes: { transB: 1 },
      },
      { operator: 'Relu', inputs: ['d'], output: 's' },
      {
        operator: 'Gemm',
        inputs: ['s', ...of('classifier.10', ['weight', 'bias'])],
        output: 'o',
        attributes: { transB: 1 },
      },
    ],
    tensors: written,
  });
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(bytes);
  const result = await session.run({ image: new ort.Tensor('float32', image, [1, 2, 6, 5]) });
  const theirs = result.o!.data as Float32Array;
  const last = Float32Array.from(image, (_, i) => image[(i % 2) * 30 + Math.floor(i / 2)]!);
  const described = await readModel(file(), { network });
  const { checkpoint } = lower(described, { pooling: 'max' });
  expect(checkpoint!.notation).toBe(network);
  expect(largestDifference(referenceOutputs(described, Float64Array.from(last)), theirs)).toBeLessThan(1e-5);
  expect(largestDifference(await ownOutputs(checkpoint!, last), theirs)).toBeLessThan(1e-5);
});

test('what does not fit is refused with the names', async () => {
  const read = (given: string | undefined, of = tensors) =>
    readModel(file(of), given === undefined ? {} : { network: given });
  await expect(read(undefined)).rejects.toThrow(
    /model.safetensors: it holds tensors without a network.*--network/,
  );
  await expect(read('6x5x2-c4s2-4-2')).rejects.toThrow(
    /no weights of 4×2×3×3 for conv1.*left are .*features\.conv1 of 3×2×3×3/,
  );
  await expect(read('6x5x2-c3s2n0-a1x3-4n0-2')).rejects.toThrow(/“features.bn1” belongs to no layer/);
  await expect(read('nonsense')).rejects.toThrow(ExchangeError);
  const broken = new Map(tensors).set('classifier.0.bias', {
    type: 'F32',
    shape: [4],
    values: Float32Array.of(1, 2, Number.NaN, 4),
  });
  await expect(read(network, broken)).rejects.toThrow(
    /“classifier.0.bias” must be finite \(entry 2 is NaN\)/,
  );
});

test('a PyTorch file is refused with the lines that turn it into safetensors', async () => {
  await expect(readModel([{ name: 'net.pt', bytes: new Uint8Array(9) }])).rejects.toThrow(
    /net\.pt: a PyTorch file holds a program.*\n.*save_file/,
  );
});

test('a NIR file is a spiking network, and is said to be one', async () => {
  await expect(readModel([{ name: 'net.nir', bytes: Uint8Array.of(1) }])).rejects.toThrow(
    /a NIR file is a spiking network.* ptl simulate/,
  );
});
