import { expect, test } from 'vitest';
import { averagePool } from './kinds/average-pool.ts';
import { batchNorm } from './kinds/batch-norm.ts';
import { conv2d } from './kinds/conv2d.ts';
import { dense } from './kinds/dense.ts';
import { flatten } from './kinds/flatten.ts';
import { relu } from './kinds/relu.ts';
import { network } from './network.ts';
import { NetworkError } from './network-error.ts';

const conv = {
  name: 'conv1',
  inputShape: [8, 6, 3],
  filters: 4,
  kernel: [3, 3],
  stride: [2, 1],
  padding: [1, 1],
} as const;

test('a convolution knows its output, each axis by itself', () => {
  expect(conv2d(conv).outputShape).toEqual([4, 6, 4]);
  expect(conv2d({ ...conv, padding: [0, 0] }).outputShape).toEqual([3, 4, 4]);
});

test('a pooling window that does not fill up is left out', () => {
  const pool = averagePool({ name: 'pool', inputShape: [5, 4, 2], kernel: [2, 2], stride: [2, 2] });
  expect(pool.outputShape).toEqual([2, 2, 2]);
});

test('batch norm has the usual epsilon and momentum', () => {
  expect(batchNorm({ name: 'norm', channels: 3 })).toMatchObject({ epsilon: 1e-5, momentum: 0.1 });
});

const chain = (...layers: Parameters<typeof network>[0]['layers']) =>
  network({ name: 'test', inputShape: [8, 6, 3], layers });

test('a chain that fits is handed back as it came', () => {
  const layers = [
    conv2d(conv),
    batchNorm({ name: 'norm', channels: 4 }),
    relu({ name: 'relu' }),
    flatten({ name: 'flat', inputShape: [4, 6, 4] }),
    dense({ name: 'out', inputSize: 96, units: 10 }),
  ];
  expect(chain(...layers).layers).toEqual(layers);
});

test.each<[string, () => unknown, RegExp]>([
  ['filters 0', () => conv2d({ ...conv, filters: 0 }), /^conv1: filters must be .* from 1 to .*got 0/],
  ['half a filter', () => conv2d({ ...conv, filters: 1.5 }), /^conv1: filters .*got 1\.5/],
  ['kernel 0', () => conv2d({ ...conv, kernel: [3, 0] }), /^conv1: kernel must be .* from 1 to 99 \(got 0\)/],
  ['stride 0', () => conv2d({ ...conv, stride: [0, 1] }), /^conv1: stride .*got 0/],
  ['negative padding', () => conv2d({ ...conv, padding: [-1, 0] }), /^conv1: padding .*got -1/],
  [
    'padding as wide as the kernel',
    () => conv2d({ ...conv, padding: [3, 1] }),
    /^conv1: padding .*from 0 to 2/,
  ],
  ['an empty image', () => conv2d({ ...conv, inputShape: [0, 6, 3] }), /^conv1: height .*got 0/],
  ['NaN channels', () => conv2d({ ...conv, inputShape: [8, 6, Number.NaN] }), /^conv1: channels .*got NaN/],
  [
    'an image of two axes',
    () => conv2d({ ...conv, inputShape: [8, 6] as never }),
    /^conv1: an image shape is \[height, width, channels\]/,
  ],
  [
    'a kernel larger than the image',
    () => conv2d({ ...conv, kernel: [9, 3], padding: [0, 1] }),
    /^conv1: a window of 9 does not fit into 8 pixels of height padded by 0/,
  ],
  [
    'a pool larger than the image',
    () => averagePool({ name: 'pool1', inputShape: [4, 4, 1], kernel: [2, 5], stride: [1, 1] }),
    /^pool1: a window of 5 does not fit into 4 pixels of width/,
  ],
  ['no units', () => dense({ name: 'fc', inputSize: 10, units: 0 }), /^fc: units .*got 0/],
  ['no inputs', () => dense({ name: 'fc', inputSize: -1, units: 2 }), /^fc: inputs .*got -1/],
  [
    'too many weights',
    () => dense({ name: 'fc', inputSize: 1 << 20, units: 4096 }),
    /^fc: .*weights are more than/,
  ],
  ['epsilon 1', () => batchNorm({ name: 'norm', channels: 1, epsilon: 1 }), /^norm: epsilon .*got 1/],
  ['momentum 0', () => batchNorm({ name: 'norm', channels: 1, momentum: 0 }), /^norm: momentum .*got 0/],
  ['no layers', () => chain(), /at least one layer/],
  ['one name twice', () => chain(relu({ name: 'a' }), relu({ name: 'a' })), /^a: two layers have this name/],
  [
    'a convolution of another size',
    () => chain(conv2d({ ...conv, inputShape: [8, 8, 3] })),
    /^conv1: expects 8×8×3 but receives 8×6×3/,
  ],
  [
    'an image that was not flattened',
    () => chain(dense({ name: 'fc', inputSize: 144, units: 2 })),
    /^fc: expects 144 but receives 8×6×3/,
  ],
  [
    'batch norm of other channels',
    () => chain(conv2d(conv), batchNorm({ name: 'norm', channels: 3 })),
    /^norm: has 3 channels but receives 4/,
  ],
])('%s: the error names the layer', (_, make, message) => {
  expect(make).toThrow(NetworkError);
  expect(make).toThrow(message);
});
