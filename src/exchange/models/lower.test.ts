/** Tests what becomes of layers, where the tests of the readers do not reach. */
import { expect, test } from 'vitest';
import type { ModelDescription, ModelNode, Operation } from './description.ts';
import { lower, type PoolingChoice } from './lower.ts';
import { finishedOutputs, referenceOutputs } from './reference.ts';
import { refusalsIn, reportCells } from './report.ts';
import { someNumbers, somePositive } from './testing/numbers.ts';
import { largestDifference, ownOutputs } from './testing/own-outputs.ts';

const unpadded = { before: [0, 0], after: [0, 0] } as const;

const conv = (channels: number, filters: number, change: object = {}): Operation => ({
  kind: 'conv2d',
  weight: someNumbers(9 * channels * filters),
  bias: someNumbers(filters),
  kernel: [3, 3],
  ...{ channels, filters, stride: [1, 1], dilation: [1, 1], padding: unpadded },
  ...change,
});
const dense = (inputs: number, units: number): Operation => ({
  kind: 'dense',
  ...{ weight: someNumbers(inputs * units), bias: someNumbers(units), inputs, units },
});
const norm = (channels: number, epsilon = 0.3): Operation => ({
  kind: 'batchNorm',
  ...{ gamma: someNumbers(channels), beta: someNumbers(channels), mean: someNumbers(channels) },
  ...{ variance: somePositive(channels), epsilon },
});
const relu: Operation = { kind: 'relu' };
const flatten: Operation = { kind: 'flatten', order: 'channelsFirst' };
const pool = (kind: 'maxPool' | 'averagePool', window: readonly [number, number]): Operation => ({
  kind,
  ...{ window, stride: window, padding: unpadded },
});

function chain(
  operations: readonly Operation[],
  inputShape: readonly number[] = [8, 8, 2],
): ModelDescription {
  const nodes = operations.map(
    (operation, i): ModelNode => ({ name: `layer ${i}`, title: operation.kind, from: [i - 1], operation }),
  );
  return { format: 'test', inputShape, vectorOrder: 'channelsFirst', nodes };
}

const verdicts = (description: ModelDescription, pooling: PoolingChoice = 'max') =>
  lower(description, { pooling }).report.lines.map(({ verdict }) => verdict);

async function expectSame(description: ModelDescription): Promise<string> {
  const image = someNumbers(description.inputShape.reduce((a, b) => a * b, 1));
  const { checkpoint, report, output } = lower(description, { pooling: 'max' });
  if (!checkpoint) throw new Error(JSON.stringify(refusalsIn(report)));
  const reference = referenceOutputs(description, Float64Array.from(image), output);
  expect(largestDifference(await ownOutputs(checkpoint, image), reference)).toBeLessThan(1e-5);
  return checkpoint.notation;
}

test('scaling of inputs, batch norm behind pooling and behind a flatten are folded exactly', async () => {
  const scaled: Operation = { kind: 'affine', scale: Float64Array.of(1 / 255), shift: Float64Array.of(-0.5) };
  const description = chain([
    ...[scaled, conv(2, 3), relu, norm(3), pool('averagePool', [2, 2]), flatten],
    ...[norm(27), dense(27, 4), norm(4), norm(4), relu, dense(4, 3), norm(3)],
  ]);
  expect(await expectSame(description)).toBe('8x8x2-c3s1p0n0-a2-4-3');
  expect(verdicts(description)).toEqual([
    ...['folded', 'converted', 'converted', 'folded', 'converted', 'folded'],
    ...['folded', 'converted', 'kept', 'folded', 'converted', 'converted', 'folded'],
  ]);
});

test('a batch norm whose variance cannot take the difference of ε is folded', async () => {
  const exact = { ...norm(3, 0), variance: new Float32Array(3).fill(1e-6) } as Operation;
  const description = chain([conv(2, 3), exact, relu, flatten, dense(108, 3)]);
  expect(await expectSame(description)).toBe('8x8x2-c3s1p0n0-3');
});

test('vectors are taken as the images of the data, in the order of the file', async () => {
  const description = chain([dense(24, 4), relu, dense(4, 2)], [24]);
  const { checkpoint } = lower(description, { pooling: 'max', inputShape: [3, 4, 2] });
  expect(checkpoint!.notation).toBe('3x4x2-4n0-2');
  const image = someNumbers(24);
  const first = Float64Array.from(image, (_, i) => image[(i % 12) * 2 + Math.floor(i / 12)]!);
  expect(
    largestDifference(await ownOutputs(checkpoint!, image), referenceOutputs(description, first)),
  ).toBeLessThan(1e-5);
  expect(lower(description, { pooling: 'max' }).checkpoint!.notation).toBe('1x1x24-4n0-2');
});

test('max pooling waits for a choice; a stride takes single values in its place', () => {
  const description = chain([conv(2, 3), relu, pool('maxPool', [3, 3]), flatten, dense(12, 3)]);
  expect(verdicts(description)).toEqual(['converted', 'converted', 'toReplace', 'folded', 'converted']);
  const of = (pooling: PoolingChoice) => lower(description, { pooling }).checkpoint!;
  expect((['max', 'average', 'stride', 'kept'] as const).map((pooling) => of(pooling).notation)).toEqual([
    '8x8x2-c3s1p0n0-m3-3',
    '8x8x2-c3s1p0n0-a3-3',
    '8x8x2-c3s3p0n0-3',
    '8x8x2-c3s1p0n0-m3-3',
  ]);
  const { lines } = lower(description, { pooling: 'kept' }).report;
  expect(lines[2]).toMatchObject({
    verdict: 'kept',
    words: 'max pooling of 3×3; neurons must fire after their window',
  });
  expect(of('stride').layers).toEqual(of('max').layers);
});

test.each<[string, readonly Operation[], RegExp, RegExp]>([
  [
    'no ReLU',
    [conv(2, 3), conv(3, 2), relu, flatten, dense(32, 2)],
    /no ReLU stands between it and layer 0/,
    /Put ReLU/,
  ],
  [
    'a constant before padding',
    [norm(2), conv(2, 3, { padding: 'sameUpper' }), relu, flatten, dense(192, 2)],
    /a constant is added to its input, and it pads/,
    /behind the convolution/,
  ],
  [
    'batch norm between pooling and ReLU with a negative scale',
    [
      conv(2, 3),
      pool('maxPool', [2, 2]),
      { kind: 'affine', scale: Float64Array.of(-1), shift: Float64Array.of(0) },
      relu,
      flatten,
      dense(27, 2),
    ],
    /negative scale/,
    /before the pooling/,
  ],
  [
    'average pooling before ReLU',
    [conv(2, 3), pool('averagePool', [2, 2]), relu, flatten, dense(27, 2)],
    /average pooling stands between it and its layer/,
    /Put ReLU before the pooling/,
  ],
  [
    'a softmax in the middle',
    [conv(2, 3), { kind: 'softmax' }, flatten, dense(108, 2)],
    /softmax in the middle/,
    /Use ReLU/,
  ],
  [
    'pooling that overlaps',
    [
      conv(2, 3),
      relu,
      { ...pool('averagePool', [3, 3]), stride: [1, 1] } as Operation,
      flatten,
      dense(48, 2),
    ],
    /overlap or leave gaps/,
    /side by side/,
  ],
  [
    'pooling over the border',
    [
      conv(2, 3),
      relu,
      { ...pool('maxPool', [4, 4]), padding: 'sameUpper' } as Operation,
      flatten,
      dense(12, 2),
    ],
    /reach over the border/,
    /without padding/,
  ],
  [
    'an end in a convolution',
    [conv(2, 3), relu, conv(3, 2)],
    /the last layer with weights is a convolution/,
    /dense/,
  ],
  ['an end in ReLU', [flatten, dense(128, 2), relu], /ends in ReLU/, /dense/],
  ['ReLU first', [relu, flatten, dense(128, 2)], /before the first layer/, /Leave it out/],
])('%s is refused by name, with what to do', (_, operations, words, remedy) => {
  const { report, checkpoint } = lower(chain(operations), { pooling: 'max' });
  expect(checkpoint).toBeNull();
  const [refused, ...others] = refusalsIn(report);
  expect(others).toEqual([]);
  expect(refused!.words).toMatch(words);
  expect(refused!.remedy).toMatch(remedy);
  for (let i = 0; i < operations.length; i++)
    expect(report.lines.filter(({ layer }) => layer === `layer ${i}`).length).toBeGreaterThan(0);
  expect(reportCells(report)).toHaveLength(report.lines.length + 1);
});

test('several refusals are all told', () => {
  const { report } = lower(
    chain(
      [conv(2, 3), { kind: 'sigmoid' }, norm(3), conv(3, 2, { padding: 'sameUpper' }), dense(4, 2)].slice(
        0,
        4,
      ) as Operation[],
    ),
    { pooling: 'max' },
  );
  expect(refusalsIn(report).map(({ layer }) => layer)).toEqual(['layer 1', 'layer 3']);
});

test('a softmax at the end is left out of the network, and its outputs can be finished', () => {
  const description = chain([flatten, dense(128, 3), { kind: 'softmax' }]);
  const { output } = lower(description, { pooling: 'max' });
  const image = Float64Array.from(someNumbers(128));
  const whole = referenceOutputs(description, image);
  expect(whole.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  expect(finishedOutputs(description, output, referenceOutputs(description, image, output))).toEqual(whole);
});
