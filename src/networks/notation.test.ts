import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { presets } from '../runs/spec/presets/presets.ts';
import { toLayers } from './chain.ts';
import { averagePool } from './kinds/average-pool.ts';
import { batchNorm } from './kinds/batch-norm.ts';
import { conv2d } from './kinds/conv2d.ts';
import { dense } from './kinds/dense.ts';
import { flatten } from './kinds/flatten.ts';
import type { LayerRecord } from './kinds/index.ts';
import { maxPool } from './kinds/max-pool.ts';
import { relu } from './kinds/relu.ts';
import { sigmoid } from './kinds/sigmoid.ts';
import { type NetworkRecord, network, takenShape } from './network.ts';
import { NetworkError } from './network-error.ts';
import { notationOf, parseNotation } from './notation.ts';
import { type ImageShape, type Pair, sizeOf } from './shape.ts';

const kinds = (notation: string) => parseNotation(notation).layers.map(({ kind }) => kind);

test('the paper’s MNIST network', () => {
  const record = parseNotation('28x28-c16s1-c32s2-c32s1-c64s2-800-10');
  expect(record.inputShape).toEqual([28, 28, 1]);
  expect(toLayers(record).map(({ name, synapse }) => [name, synapse.kind])).toEqual([
    ['conv1', 'conv2d'],
    ['conv2', 'conv2d'],
    ['conv3', 'conv2d'],
    ['conv4', 'conv2d'],
    ['fc5', 'dense'],
    ['output', 'dense'],
  ]);
  // 28 → 28 → 14 → 14 → 7 pixels, padded by 1 on every side.
  expect(record.layers.find(({ kind }) => kind === 'flatten')).toMatchObject({ inputShape: [7, 7, 64] });
});

test('every hidden layer has batch norm and ReLU, the output neither', () => {
  expect(kinds('4x4-c2s1-3-2')).toEqual([
    'conv2d',
    'batchNorm',
    'relu',
    'flatten',
    'dense',
    'batchNorm',
    'relu',
    'dense',
  ]);
});

test('a part that ends in n0 has ReLU alone', () => {
  const plain = ['conv2d', 'relu', 'averagePool', 'flatten', 'dense', 'relu', 'dense'];
  expect(kinds('4x4-c2s1n0-a2-3n0-2')).toEqual(plain);
  expect(kinds('4x4-c2s1-a2-3n0-2')).toEqual(['conv2d', 'batchNorm', ...plain.slice(1)]);
  expect(kinds('4x4-c2k3s1d1p1n0-a2-3n0-2')).toEqual(plain);
});

test('kernels, channels, pooling and the true multiplication sign', () => {
  const record = parseNotation('32×16×3-c4k5s2-a2-7');
  expect(record.inputShape).toEqual([32, 16, 3]);
  expect(record.layers[0]).toMatchObject({
    inputShape: [32, 16, 3],
    kernel: [5, 5],
    stride: [2, 2],
    padding: { before: [2, 2], after: [2, 2] },
    outputShape: [16, 8, 4],
  });
  expect(record.layers.find(({ kind }) => kind === 'averagePool')).toMatchObject({
    kernel: [2, 2],
    stride: [2, 2],
    outputShape: [8, 4, 4],
  });
});

test('without a stride it is 1', () => {
  expect(parseNotation('8x8-c2-2').layers[0]).toMatchObject({ stride: [1, 1] });
});

test('kernels, strides and dilations of two numbers, on a signal', () => {
  expect(parseNotation('1x100-c64k1x3d1x8-2').layers[0]).toMatchObject({
    inputShape: [1, 100, 1],
    kernel: [1, 3],
    stride: [1, 1],
    dilation: [1, 8],
    padding: { before: [0, 8], after: [0, 8] },
    outputShape: [1, 100, 64],
  });
  expect(parseNotation('1×100-c4k1×5s1×2-2').layers[0]).toMatchObject({
    kernel: [1, 5],
    stride: [1, 2],
    outputShape: [1, 50, 4],
  });
});

test('a padding of one’s own: on all sides, per axis, before and after', () => {
  const paddingOf = (part: string) => parseNotation(`9x9-${part}-2`).layers[0];
  expect(paddingOf('c2p0')).toMatchObject({ padding: { before: [0, 0], after: [0, 0] } });
  expect(paddingOf('c2p0x2')).toMatchObject({ padding: { before: [0, 2], after: [0, 2] } });
  expect(paddingOf('c2k1x3d1x2p0x4+0')).toMatchObject({
    padding: { before: [0, 4], after: [0, 0] },
    outputShape: [9, 9, 2],
  });
  expect(paddingOf('c2p2+1')).toMatchObject({ padding: { before: [2, 2], after: [1, 1] } });
});

test.each(presets.map(({ id, settings }) => [id, settings.network]))(
  'the network of %s is written as it was read',
  (_, notation) => {
    expect(notationOf(parseNotation(notation))).toBe(notation);
  },
);

test.each([
  ['28×28-c8-10', '28x28-c8s1-10'],
  ['28x28x1-c8k3s2-a2x2-10', '28x28-c8s2-a2-10'],
  ['8x8-c2k3x3s1x1d1p1-m1x2-3', '8x8-c2s1-m1x2-3'],
  ['1x99-c4k1x3d1x8p0x16+0-2', '1x99-c4k1x3s1d1x8p0x16+0-2'],
])('%s is written %s', (notation, shorter) => {
  expect(notationOf(parseNotation(notation))).toBe(shorter);
});

const upTo = (max: number) => fc.integer({ min: 1, max });
const pairOf = (max: number) => fc.tuple(upTo(max), upTo(max));

/** Networks made of records, without any text. */
const written = fc
  .record({
    input: fc.tuple(upTo(40), upTo(40), upTo(4)),
    convs: fc.array(
      fc.record({
        filters: upTo(99),
        kernel: pairOf(5),
        stride: pairOf(3),
        dilation: pairOf(4),
        before: fc.option(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }))),
        after: fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 })),
        pool: fc.option(fc.tuple(fc.boolean(), pairOf(3))),
      }),
      { maxLength: 3 },
    ),
    units: fc.array(upTo(500), { minLength: 1, maxLength: 3 }),
  })
  .map(({ input, convs, units }): NetworkRecord | null => {
    try {
      return networkFrom(input, convs, units);
    } catch {
      return null;
    }
  })
  .filter((made) => made !== null);

interface Convolution {
  filters: number;
  kernel: Pair;
  stride: Pair;
  dilation: Pair;
  before: Pair | null;
  after: Pair;
  pool: [boolean, Pair] | null;
}

function networkFrom(input: ImageShape, convs: readonly Convolution[], units: number[]): NetworkRecord {
  const layers: LayerRecord[] = [];
  let inputShape = input;
  let part = 0;
  let weighted = 0;
  const hidden = (name: string, channels: number) => {
    if (channels % 3 > 0) layers.push(batchNorm({ name: `${name}.norm`, channels }));
    layers.push(relu({ name: `${name}.relu` }));
  };
  for (const { before, after, pool, ...conv } of convs) {
    const name = `conv${++weighted}`;
    part++;
    const usual = (axis: 0 | 1) => Math.floor(((conv.kernel[axis] - 1) * conv.dilation[axis]) / 2);
    const padding = before ? { before, after } : ([usual(0), usual(1)] as const);
    const record = conv2d({ name, inputShape, ...conv, padding });
    layers.push(record);
    hidden(name, record.filters);
    inputShape = record.outputShape;
    if (!pool) continue;
    const [largest, kernel] = pool;
    const make = largest ? maxPool : averagePool;
    const pooled = make({ name: `pool${++part}`, inputShape, kernel, stride: kernel });
    layers.push(pooled);
    inputShape = pooled.outputShape;
  }
  layers.push(flatten({ name: 'flatten', inputShape }));
  let inputSize = sizeOf(inputShape);
  units.forEach((size, i) => {
    const last = i === units.length - 1;
    const name = last ? 'output' : `fc${++weighted}`;
    layers.push(dense({ name, inputSize, units: size }));
    if (!last) hidden(name, size);
    inputSize = size;
  });
  return network({ name: 'made of records', inputShape: input, layers });
}

test('what is written is read as the same records', () => {
  fc.assert(
    fc.property(written, (made) => {
      const notation = notationOf(made);
      const { name, inputShape, layers } = parseNotation(notation);
      expect({ inputShape, layers }).toEqual({ inputShape: made.inputShape, layers: made.layers });
      expect(notationOf({ name, inputShape, layers })).toBe(notation);
    }),
    { numRuns: 500 },
  );
});

const { layers: classifier } = parseNotation('8x8-c2s1-a2-5-3');
const changed = (kind: LayerRecord['kind'], change: object): NetworkRecord => ({
  name: 'changed',
  inputShape: [8, 8, 1],
  layers: classifier.map((record) => (record.kind === kind ? { ...record, ...change } : record)),
});

test.each<[string, NetworkRecord, RegExp]>([
  ['another epsilon', changed('batchNorm', { epsilon: 1e-3 }), /^conv1\.norm: the notation cannot write/],
  ['windows that overlap', changed('averagePool', { stride: [1, 1] }), /^pool2: .*this average pooling/],
  [
    'a layer without ReLU',
    { ...changed('relu', {}), layers: classifier.filter(({ kind }) => kind !== 'relu') },
    /^pool2: the notation cannot write this average pooling at its place/,
  ],
  [
    'a sigmoid at the end',
    { ...changed('relu', {}), layers: [...classifier, sigmoid({ name: 'end' })] },
    /^end: the notation cannot write this sigmoid/,
  ],
  [
    'no output',
    { ...changed('relu', {}), layers: classifier.slice(0, 3) },
    /^the last layer must be a number of outputs, not “c2s1”/,
  ],
])('%s cannot be written', (_, made, words) => {
  expect(() => notationOf(made)).toThrow(NetworkError);
  expect(() => notationOf(made)).toThrow(words);
});

test('names are no part of the notation', () => {
  const renamed = classifier.map((record, i) => ({ ...record, name: `layer ${i}` }));
  expect(notationOf({ name: 'n', inputShape: [8, 8, 1], layers: renamed })).toBe('8x8-c2s1-a2-5-3');
});

test.each([
  ['', '“” is not an input size'],
  ['28', '“28” is not an input size'],
  ['28x-10', '“28x” is not an input size'],
  ['28x28x1x1-10', 'is not an input size'],
  ['99999x1-10', 'is not an input size'],
  ['0x28-10', 'height must be'],
  ['28x28', 'at least an output layer'],
  ['28x28-', 'must be a number of outputs, not “”'],
  ['28x28-c8s2', 'must be a number of outputs, not “c8s2”'],
  ['28x28-a2', 'must be a number of outputs, not “a2”'],
  ['28x28-64-c8-10', '“c8” comes after a dense layer'],
  ['28x28-64-a2-10', '“a2” comes after a dense layer'],
  ['28x28-x-10', '“x” is not a layer: use c16s2, a2 or a number'],
  ['28x28-c8d0-10', 'conv1: dilation must be'],
  ['28x28-c8p3-10', 'conv1: padding must be a whole number from 0 to 2'],
  ['28x28-c8k3x-10', '“c8k3x” is not a layer'],
  ['28x28-c8p1+-10', '“c8p1+” is not a layer'],
  ['28x28-64-m2-10', '“m2” comes after a dense layer'],
  ['28x28-m2', 'must be a number of outputs, not “m2”'],
  ['28x28-C8-10', '“C8” is not a layer'],
  ['28x28- 64-10', '“ 64” is not a layer'],
  ['28x28-1.5-10', '“1.5” is not a layer'],
  ['28x28-c0s1-10', 'conv1: filters must be'],
  ['28x28-c8s0-10', 'conv1: stride must be'],
  ['28x28-c8k0-10', 'conv1: kernel must be'],
  ['28x28-a29-10', 'pool1: a window of 29 does not fit into 28 pixels'],
  ['28x28-a0-10', 'pool1: kernel must be'],
  ['28x28-0-10', 'fc1: units must be'],
  ['28x28-10-0', 'output: units must be'],
  ['28x28-a2n0-10', '“a2n0”: only a hidden layer with weights has a batch norm'],
  ['28x28-64-10n0', '“10n0”: only a hidden layer'],
  ['28x28-64n1-10', '“64n1” is not a layer'],
  ['28x28-n0-10', '“n0” is not a layer'],
  ['4096x4096x64-99999-10', 'fc1: '],
  [`28x28${'-c1'.repeat(41)}-10`, 'at most 40 layers'],
])('%j is refused: %s', (notation, words) => {
  expect(() => parseNotation(notation)).toThrow(NetworkError);
  expect(() => parseNotation(notation)).toThrow(words);
});

/** Parts that are nearly right go further into the parser than noise does. */
const part = fc.oneof(
  fc.stringMatching(/^c\d{1,3}(k\d{1,2})?(s\d{1,2})?$/),
  fc.stringMatching(/^c\d{1,2}(k\dx\d)?(s\dx\d)?(d\d(x\d)?)?(p\d(\+\d)?(x\d(\+\d)?)?)?$/),
  fc.stringMatching(/^[am]\d(x\d)?$/),
  fc.stringMatching(/^a\d$/),
  fc.nat({ max: 3000 }).map(String),
  fc.stringMatching(/^[ca]?\d{1,3}n\d$/),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const head = fc.oneof(
  fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })).map((size) => size.join('x')),
  fc.tuple(fc.nat({ max: 9999 }), fc.nat({ max: 9999 }), fc.nat({ max: 9999 })).map((size) => size.join('×')),
  fc.string({ unit: 'binary', maxLength: 9 }),
);
const nearly = fc
  .tuple(head, fc.array(part, { maxLength: 8 }))
  .map(([first, rest]) => [first, ...rest].join('-'));

test('any text is a network that fits together or a NetworkError', () => {
  fc.assert(
    fc.property(nearly, (notation) => {
      try {
        const layers = toLayers(parseNotation(notation));
        expect(layers.at(-1)!.synapse.kind).toBe('dense');
      } catch (error) {
        expect(error).toBeInstanceOf(NetworkError);
      }
    }),
    { numRuns: 3000 },
  );
});

describe('an encoder', () => {
  const text = '1x100-e8k20s10-c8k1s1-c8k1x3s1-c8k1x3s1d1x2-c16k1s1';

  test('is the front of a network whose layers take its frames and give masks', () => {
    const record = parseNotation(text);
    expect(record.front).toEqual({ samples: 100, filters: 8, length: 20, stride: 10 });
    expect(record.inputShape).toEqual([1, 9, 8]);
    expect(takenShape(record)).toEqual([1, 100, 1]);
    const layers = toLayers(record);
    expect(layers.map(({ name }) => name)).toEqual(['conv1', 'conv2', 'conv3', 'output']);
    expect(layers.map(({ batchNorm }) => batchNorm !== null)).toEqual([true, true, true, false]);
    expect(layers.at(-1)!.synapse).toMatchObject({ outputShape: [1, 9, 16] });
    expect(notationOf(record)).toBe(text);
  });

  test.each([
    ['1x100-c8k1s1-e8k20s10-c16k1s1', '“e8k20s10”: an encoder stands first, and takes a signal'],
    ['2x100-e8k20s10-c16k1s1', '“e8k20s10”: an encoder stands first, and takes a signal'],
    ['1x100x2-e8k20s10-c16k1s1', '“e8k20s10”: an encoder stands first, and takes a signal'],
    ['1x100-e8k20s10', '“e8k20s10”: layers come between an encoder and its masks'],
    ['1x10-e8k20s10-c16k1s1', 'encoder: a filter of 20 samples does not fit into a signal of 10'],
    ['1x100-e8k20s21-c16k1s1', 'encoder: stride must be a whole number from 1 to 20 (got 21)'],
    ['1x100-e8k20s10-c12k1s1', 'output: the masks of 2 talkers are 1×9×16, and the layers give 1×9×12'],
    ['1x100-e8k20s10-c16k1x3s1p0', 'output: the masks of 2 talkers are 1×9×16, and the layers give 1×7×16'],
    ['1x100-e8k20s10-10', '“10”: the layers behind an encoder keep its frames; use a convolution, and c16k1'],
    ['1x100-e8k20s10-10-c16k1s1', '“10”: the layers behind an encoder keep its frames'],
    ['1x100-c16k1s1', 'the last layer must be a number of outputs, not “c16k1s1”'],
    ['1x9999999-2', 'width must be a whole number from 1 to 1048576 (got 9999999)'],
    ['2x5000-2', 'width must be a whole number from 1 to 4096 (got 5000)'],
  ])('%s is refused', (wrong, words) => {
    expect(() => parseNotation(wrong)).toThrow(words);
  });
});
