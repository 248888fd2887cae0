import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toLayers } from './build.ts';
import { parseNotation } from './notation.ts';
import { NetworkError } from './records.ts';

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

test('kernels, channels, pooling and the true multiplication sign', () => {
  const record = parseNotation('32×16×3-c4k5s2-a2-7');
  expect(record.inputShape).toEqual([32, 16, 3]);
  expect(record.layers[0]).toMatchObject({
    inputShape: [32, 16, 3],
    kernel: [5, 5],
    stride: [2, 2],
    padding: [2, 2],
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
  ['28x28-x-10', '“x” is not a layer'],
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
  ['4096x4096x64-99999-10', 'fc1: '],
  [`28x28${'-c1'.repeat(41)}-10`, 'at most 40 layers'],
])('%j is refused: %s', (notation, words) => {
  expect(() => parseNotation(notation)).toThrow(NetworkError);
  expect(() => parseNotation(notation)).toThrow(words);
});

/** Parts that are nearly right go further into the parser than noise does. */
const part = fc.oneof(
  fc.stringMatching(/^c\d{1,3}(k\d{1,2})?(s\d{1,2})?$/),
  fc.stringMatching(/^a\d$/),
  fc.nat({ max: 3000 }).map(String),
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
