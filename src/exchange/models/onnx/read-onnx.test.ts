/** Compares imported ONNX networks with what onnxruntime computes of the same files. */
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, test } from 'vitest';
import { ExchangeError } from '../../error.ts';
import { lower, type PoolingChoice } from '../lower.ts';
import { referenceOutputs } from '../reference.ts';
import { someNumbers, somePositive } from '../testing/numbers.ts';
import { type ModelToWrite, onnxOf, type TensorToWrite } from '../testing/onnx-writer.ts';
import { largestDifference, ownOutputs } from '../testing/own-outputs.ts';
import { readOnnx } from './read-onnx.ts';

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
});

const tensor = (name: string, shape: readonly number[], as?: TensorToWrite['as']): TensorToWrite => ({
  name,
  shape,
  values: someNumbers(shape.reduce((a, b) => a * b, 1)),
  ...(as ? { as } : {}),
});
const positive = (name: string, length: number): TensorToWrite => ({
  name,
  shape: [length],
  values: somePositive(length),
});

const channels = { height: 9, width: 7, count: 2 };

/** Turns an image with channels first into one with channels last. */
function channelsLast(image: Float32Array): Float32Array {
  const { height, width, count } = channels;
  return Float32Array.from(image, (_, i) => {
    const c = i % count;
    const pixel = Math.floor(i / count);
    return image[c * height * width + pixel]!;
  });
}

async function runtimeOutputs(bytes: Uint8Array, image: Float32Array, shape: readonly number[]) {
  const session = await ort.InferenceSession.create(bytes);
  const given = { [session.inputNames[0]!]: new ort.Tensor('float32', image, [...shape]) };
  const result = await session.run(given);
  return [...(result[session.outputNames[0]!]!.data as Float32Array)];
}

/** Expects that reference and imported network agree with the runtime. */
async function expectAgreement(model: ModelToWrite, pooling: PoolingChoice = 'max'): Promise<string> {
  const bytes = onnxOf(model);
  const image = someNumbers(126);
  const theirs = await runtimeOutputs(bytes, image, [1, 2, 9, 7]);
  const described = readOnnx(bytes);
  const last = channelsLast(image);
  expect(largestDifference(referenceOutputs(described, Float64Array.from(last)), theirs)).toBeLessThan(1e-5);
  const { checkpoint, report } = lower(described, { pooling });
  if (!checkpoint) throw new Error(JSON.stringify(report.lines, null, 1));
  expect(largestDifference(await ownOutputs(checkpoint, last), theirs)).toBeLessThan(1e-5);
  return checkpoint.notation;
}

const head: ModelToWrite['tensors'] = [tensor('w3', [3, 4]), tensor('b3', [3])];

/** A network of every convolution that is asked for, of 4 numbers behind it. */
function network(
  attributes: NonNullable<ModelToWrite['nodes'][number]['attributes']>,
  kernel: readonly [number, number],
  flat: number,
): ModelToWrite {
  return {
    nodes: [
      { operator: 'Conv', inputs: ['image', 'w1', 'b1'], output: 'c1', attributes },
      {
        operator: 'BatchNormalization',
        inputs: ['c1', 'gamma', 'beta', 'mean', 'variance'],
        output: 'n1',
        attributes: { epsilon: { float: 0.5 } },
      },
      { operator: 'Relu', inputs: ['n1'], output: 'r1' },
      { operator: 'Flatten', inputs: ['r1'], output: 'f1' },
      { operator: 'Gemm', inputs: ['f1', 'w2', 'b2'], output: 'd1', attributes: { transB: 1 } },
      { operator: 'Relu', inputs: ['d1'], output: 'r2' },
      { operator: 'Gemm', inputs: ['r2', 'w3', 'b3'], output: 'scores', attributes: { transB: 1 } },
    ],
    tensors: [
      tensor('w1', [3, 2, ...kernel]),
      tensor('b1', [3]),
      ...['gamma', 'beta', 'mean'].map((name) => tensor(name, [3])),
      positive('variance', 3),
      tensor('w2', [4, flat]),
      tensor('b2', [4]),
      ...head,
    ],
  };
}

test.each<[string, ModelToWrite, string]>([
  [
    'stride 2 with zeros before alone',
    network({ kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 0, 0] }, [3, 3], 3 * 4 * 3),
    '9x7x2-c3s2p1+0-4n0-3',
  ],
  [
    'SAME_UPPER with stride 2 and an even kernel',
    network({ kernel_shape: [4, 2], strides: [2, 2], auto_pad: 'SAME_UPPER' }, [4, 2], 3 * 5 * 4),
    '9x7x2-c3k4x2s2p1+2x0+1-4n0-3',
  ],
  [
    'SAME_LOWER with stride 2 and an even kernel',
    network({ kernel_shape: [4, 2], strides: [2, 2], auto_pad: 'SAME_LOWER' }, [4, 2], 3 * 5 * 4),
    '9x7x2-c3k4x2s2p2+1x1+0-4n0-3',
  ],
  [
    'dilation and padding that differs on all sides',
    network({ kernel_shape: [3, 2], dilations: [2, 3], pads: [0, 1, 3, 2] }, [3, 2], 3 * 8 * 7),
    '9x7x2-c3k3x2s1d2x3p0+3x1+2-4n0-3',
  ],
  [
    'dilation and stride together, for which no kernel is there',
    network(
      { kernel_shape: [3, 2], dilations: [2, 3], strides: [2, 1], pads: [1, 0, 0, 1] },
      [3, 2],
      3 * 3 * 5,
    ),
    '9x7x2-c3k5x4s2x1p1+0x0+1-4n0-3',
  ],
])('%s', async (_, model, notation) => {
  expect(await expectAgreement(model)).toBe(notation);
});

test('bias adds, scaling, pooling, reshape, transposed weights and a softmax', async () => {
  const model: ModelToWrite = {
    nodes: [
      { operator: 'Conv', inputs: ['image', 'w1'], output: 'c1', attributes: { kernel_shape: [2, 2] } },
      { operator: 'Add', inputs: ['c1', 'b1'], output: 'a1' },
      {
        operator: 'MaxPool',
        inputs: ['a1'],
        output: 'p1',
        attributes: { kernel_shape: [2, 2], strides: [2, 2] },
      },
      { operator: 'Relu', inputs: ['p1'], output: 'r1' },
      {
        operator: 'BatchNormalization',
        inputs: ['r1', 'gamma', 'beta', 'mean', 'variance'],
        output: 'n1',
        attributes: { epsilon: { float: 0.1 } },
      },
      {
        operator: 'AveragePool',
        inputs: ['n1'],
        output: 'p2',
        attributes: { kernel_shape: [2, 1], strides: [2, 1] },
      },
      { operator: 'Dropout', inputs: ['p2'], output: 'o1' },
      { operator: 'Reshape', inputs: ['o1', 'shape'], output: 'f1' },
      { operator: 'MatMul', inputs: ['f1', 'w2'], output: 'm1' },
      { operator: 'Sub', inputs: ['m1', 'b2'], output: 'm2' },
      { operator: 'Mul', inputs: ['factor', 'm2'], output: 'scores' },
    ],
    tensors: [
      tensor('w1', [3, 2, 2, 2], 'floats'),
      tensor('b1', [3, 1, 1], 'double'),
      ...['gamma', 'beta', 'mean'].map((name) => tensor(name, [3])),
      positive('variance', 3),
      { name: 'shape', shape: [2], values: [1, -1], as: 'int64' },
      tensor('w2', [18, 3]),
      tensor('b2', [1, 3]),
      { name: 'factor', shape: [], values: [2.5] },
    ],
  };
  // The runtime adds no double to a float.
  const single = model.tensors.map((one) => (one.name === 'b1' ? { ...one, as: 'raw' as const } : one));
  expect(await expectAgreement({ ...model, tensors: single })).toBe('9x7x2-c3k2s1n0-m2-a2x1-3');
  const { values: wide } = model.tensors[1]!;
  const double = lower(readOnnx(onnxOf(model)), { pooling: 'max' }).checkpoint!;
  expect(double.layers[0]!.bias).toEqual(Float32Array.from(wide));
  const ended = {
    ...model,
    nodes: [...model.nodes, { operator: 'Softmax', inputs: ['scores'], output: 'p' }],
  };
  const { report, output } = lower(readOnnx(onnxOf(ended)), { pooling: 'average' });
  expect(output).toBe(10);
  expect(report.lines.map(({ verdict }) => verdict)).toEqual([
    ...['converted', 'folded', 'replaced', 'converted', 'folded', 'converted', 'folded', 'folded'],
    ...['converted', 'folded', 'folded', 'folded'],
  ]);
});

test('a graph whose images are turned round, and whose reshape computes its shape', async () => {
  const turned: ModelToWrite = {
    inputs: [{ name: 'image', shape: ['N', 9, 7, 2] }],
    nodes: [
      { operator: 'Transpose', inputs: ['image'], output: 't1', attributes: { perm: [0, 3, 1, 2] } },
      { operator: 'Conv', inputs: ['t1', 'w1'], output: 'c1', attributes: { kernel_shape: [3, 3] } },
      { operator: 'Relu', inputs: ['c1'], output: 'r1' },
      { operator: 'Transpose', inputs: ['r1'], output: 't2', attributes: { perm: [0, 2, 3, 1] } },
      { operator: 'Shape', inputs: ['t2'], output: 's1' },
      { operator: 'Gather', inputs: ['s1', 'zero'], output: 's2' },
      { operator: 'Unsqueeze', inputs: ['s2', 'axes'], output: 's3' },
      { operator: 'Concat', inputs: ['s3', 'rest'], output: 's4', attributes: { axis: 0 } },
      { operator: 'Reshape', inputs: ['t2', 's4'], output: 'f1' },
      { operator: 'Gemm', inputs: ['f1', 'w2'], output: 'scores' },
    ],
    tensors: [
      tensor('w1', [3, 2, 3, 3]),
      { name: 'zero', shape: [], values: [0], as: 'int64' },
      { name: 'axes', shape: [1], values: [0], as: 'int64' },
      { name: 'rest', shape: [1], values: [-1], as: 'int64' },
      tensor('w2', [105, 3]),
    ],
  };
  const bytes = onnxOf(turned);
  const image = someNumbers(126);
  const theirs = await runtimeOutputs(bytes, image, [1, 9, 7, 2]);
  const { checkpoint } = lower(readOnnx(bytes), { pooling: 'max' });
  expect(largestDifference(await ownOutputs(checkpoint!, image), theirs)).toBeLessThan(1e-5);
});

test('halves and bfloat16 are read as the numbers that they stand for', () => {
  const values = [0.5, -1.25, 3, 0];
  for (const as of ['half', 'bfloat16'] as const) {
    const { nodes } = readOnnx(
      onnxOf({
        inputs: [{ name: 'image', shape: [1, 2] }],
        nodes: [{ operator: 'MatMul', inputs: ['image', 'w'], output: 'scores' }],
        tensors: [{ name: 'w', shape: [2, 2], values, as }],
      }),
    );
    expect(nodes[0]!.operation).toMatchObject({ kind: 'dense', weight: Float32Array.from(values) });
  }
});

describe('refusals', () => {
  const relu = { operator: 'Relu', inputs: ['image'], output: 'scores' };
  const dense: ModelToWrite = {
    inputs: [{ name: 'image', shape: ['N', 2] }],
    nodes: [{ operator: 'MatMul', inputs: ['image', 'w'], output: 'scores' }],
    tensors: [{ name: 'w', shape: [2, 2], values: [1, 2, 3, 4] }],
  };
  const { tensors } = dense;

  test.each<[string, ModelToWrite, RegExp]>([
    ['an old opset', { ...dense, opset: 6 }, /of opset 6, and 7 to 25 are read/],
    ['a new opset', { ...dense, opset: 99 }, /of opset 99/],
    ['two outputs', { ...dense, outputs: ['scores', 'image'] }, /2 outputs \(“scores”, “image”\)/],
    [
      'two inputs',
      { ...dense, inputs: [...dense.inputs!, { name: 'b', shape: [1, 2] }] },
      /2 inputs \(“image”, “b”\)/,
    ],
    [
      'a size that is not fixed',
      { ...dense, inputs: [{ name: 'image', shape: ['N', 3, 'H', 32] }] },
      /“image” has a size that is not fixed \(\?×3×\?×32\)/,
    ],
    [
      'a circle',
      {
        ...dense,
        nodes: [
          { operator: 'Add', inputs: ['image', 'b'], output: 'a' },
          { operator: 'Relu', inputs: ['a'], output: 'b' },
          { operator: 'Relu', inputs: ['b'], output: 'scores' },
        ],
      },
      /a circle through the node “/,
    ],
    ['two nodes of one output', { ...dense, nodes: [...dense.nodes, relu] }, /two nodes give “scores”/],
    ['two tensors of one name', { ...dense, tensors: [...tensors, ...tensors] }, /two tensors are named “w”/],
    [
      'a missing input',
      { ...dense, nodes: [{ ...relu, inputs: ['nowhere'] }] },
      /takes “nowhere”, which nothing gives/,
    ],
    [
      'data in another file',
      { ...dense, tensors: [{ ...tensors[0]!, as: 'external' }] },
      /“w” lies in another file/,
    ],
    [
      'too few values',
      { ...dense, tensors: [{ ...tensors[0]!, values: [1, 2, 3] }] },
      /“w” of 2×2 should have 4 values, and has 3/,
    ],
    [
      'a weight that is no number',
      { ...dense, tensors: [{ ...tensors[0]!, values: [1, 2, Number.NaN, 4] }] },
      /must be finite \(entry 2 is NaN\)/,
    ],
    [
      'an infinite weight',
      { ...dense, tensors: [{ ...tensors[0]!, values: [1, Number.POSITIVE_INFINITY, 3, 4] }] },
      /must be finite \(entry 1 is Infinity\)/,
    ],
  ])('%s', (_, model, words) => {
    const read = () => readOnnx(onnxOf(model));
    expect(read).toThrow(ExchangeError);
    expect(read).toThrow(words);
  });

  test('every layer that cannot spike is named, with what to do', () => {
    const { nodes } = network({ kernel_shape: [3, 3] }, [3, 3], 3 * 7 * 5);
    const [conv, norm, , flat, ...rest] = nodes;
    const odd: ModelToWrite = {
      ...network({ kernel_shape: [3, 3] }, [3, 3], 3 * 7 * 5),
      nodes: [
        conv!,
        norm!,
        { operator: 'Sigmoid', inputs: ['n1'], output: 's1' },
        { operator: 'Add', inputs: ['s1', 'c1'], output: 'sum' },
        { ...flat!, inputs: ['sum'] },
        ...rest.map((node) => (node.operator === 'Relu' ? { ...node, operator: 'LeakyRelu' } : node)),
      ],
    };
    const { report, checkpoint } = lower(readOnnx(onnxOf(odd)), { pooling: 'average' });
    expect(checkpoint).toBeNull();
    const refused = report.lines.filter(({ verdict }) => verdict === 'refused');
    expect(refused.map(({ layer, words }) => [layer, words])).toEqual([
      ['Sigmoid s1', 'a sigmoid in the middle cannot spike'],
      ['Add sum', 'adds two branches, and only a chain of layers can be converted'],
      ['LeakyRelu r2', 'LeakyRelu cannot spike'],
    ]);
    expect(refused.every(({ remedy }) => remedy.length > 20)).toBe(true);
  });

  test('a file that is cut short or of another kind', () => {
    const bytes = onnxOf(dense);
    for (let length = 0; length < bytes.length; length++)
      expect(() => readOnnx(bytes.subarray(0, length))).toThrow(ExchangeError);
    expect(() => readOnnx(new TextEncoder().encode('no model at all'))).toThrow(ExchangeError);
  });
});
