/** Tests facts that hold for every kind, and facts of the kinds that no other test covers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toLayers } from '../chain.ts';
import { annMacs } from '../cost.ts';
import { arrivingShape, outputShape, weightShape } from '../layer.ts';
import { network } from '../network.ts';
import { NetworkError } from '../network-error.ts';
import { parseNotation } from '../notation.ts';
import { parameterCount } from '../sizes.ts';
import { averagePool } from './average-pool.ts';
import { type Conv2dSynapse, conv2d } from './conv2d.ts';
import { presentSynapse } from './former.ts';
import { factsOf, type Kind, kinds, type LayerRecord } from './index.ts';
import { maxPool, maxPoolKind } from './max-pool.ts';
import { sigmoid } from './sigmoid.ts';

const records: readonly LayerRecord[] = [
  ...parseNotation('9x8x2-c3k2x3s2-a2-m1x2-5-2').layers,
  conv2d({
    ...{ name: 'signal', inputShape: [1, 40, 2], filters: 4, kernel: [1, 3], stride: [1, 2] },
    ...{ padding: { before: [0, 16], after: [0, 0] }, dilation: [1, 8] },
  }),
  sigmoid({ name: 'end' }),
];

test('every kind is looked at, and its table entry is its own', () => {
  expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
  for (const [kind, facts] of Object.entries(kinds)) expect(kinds[kind as Kind]).toBe(facts);
  expect(new Set(Object.values(kinds).map(({ title }) => title)).size).toBe(Object.keys(kinds).length);
});

test.each(records.map((record) => [record.kind, record] as const))(
  '%s: what stands in a chain and in a file is the record again',
  (_, record) => {
    const facts = factsOf(record);
    if (facts.role === 'back') expect(facts.schema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
    if (facts.role !== 'step' && facts.role !== 'synapse') return;
    const part = facts.partOf(record) as never;
    expect(facts.recordOf(part, record.name)).toEqual(record);
    expect(facts.handsOn(record, facts.inputShape(part))).toEqual(facts.outputShape(part));
    expect(facts.schemas[2].parse(JSON.parse(JSON.stringify(part)))).toEqual(part);
    expect(() => facts.handsOn(record, [3, 1, 4, 1, 5])).toThrow(NetworkError);
    expect(() => facts.handsOn(record, [3, 1, 4, 1, 5])).toThrow(`${record.name}: expects`);
  },
);

describe('a convolution', () => {
  const base = { name: 'conv1', inputShape: [1, 100, 2], filters: 3, stride: [1, 1] } as const;

  test('with dilation sees a wider window', () => {
    const dilated = conv2d({ ...base, kernel: [1, 3], padding: [0, 0], dilation: [1, 8] });
    expect(dilated.outputShape).toEqual([1, 84, 3]);
    const causal = { before: [0, 16], after: [0, 0] } as const;
    expect(conv2d({ ...base, kernel: [1, 3], padding: causal, dilation: [1, 8] }).outputShape).toEqual([
      1, 100, 3,
    ]);
  });

  test('makes of one pair the same padding on both sides', () => {
    const { padding, dilation } = conv2d({ ...base, kernel: [3, 3], padding: [1, 2] });
    expect(padding).toEqual({ before: [1, 2], after: [1, 2] });
    expect(dilation).toEqual([1, 1]);
  });

  const wide = { ...base, kernel: [1, 3], padding: [0, 0] } as const;
  test.each<[string, () => unknown, RegExp]>([
    ['dilation 0', () => conv2d({ ...wide, dilation: [1, 0] }), /^conv1: dilation must be .* from 1 to 4096/],
    ['half a dilation', () => conv2d({ ...wide, dilation: [1, 1.5] }), /^conv1: dilation .*got 1\.5/],
    [
      'a padding as wide as the dilated kernel',
      () => conv2d({ ...wide, padding: { before: [0, 0], after: [0, 17] }, dilation: [1, 8] }),
      /^conv1: padding must be .* from 0 to 16 \(got 17\)/,
    ],
    [
      'a dilated kernel wider than the signal',
      () => conv2d({ ...wide, padding: { before: [0, 3], after: [0, 0] }, dilation: [1, 60] }),
      /^conv1: a window of 121 does not fit into 100 pixels of width padded by 3 and 0/,
    ],
    [
      'a signal past the limit',
      () => conv2d({ ...wide, inputShape: [1, 1_048_577, 1] }),
      /width .* to 1048576/,
    ],
    ['a width past the limit', () => conv2d({ ...wide, inputShape: [2, 4097, 1] }), /width .* to 4096/],
  ])('%s is refused by name', (_, make, message) => {
    expect(make).toThrow(NetworkError);
    expect(make).toThrow(message);
  });
});

describe('max pooling', () => {
  const pool = { name: 'pool1', inputShape: [5, 4, 2], kernel: [2, 2], stride: [2, 2] } as const;

  test('has the shapes and checks of average pooling', () => {
    const { kind: _, ...shapes } = maxPool(pool);
    expect(averagePool(pool)).toMatchObject(shapes);
    expect(() => maxPool({ ...pool, kernel: [6, 2] })).toThrow('pool1: a window of 6 does not fit');
    expect(parseNotation('4x4-c2-m2-3').layers.find(({ kind }) => kind === 'maxPool')).toMatchObject({
      name: 'pool2',
      outputShape: [2, 2, 2],
    });
  });

  test('stands before a synapse where average pooling would', () => {
    const [largest, mean] = ['m', 'a'].map((letter) => toLayers(parseNotation(`4x4-c2-${letter}2-3`)));
    expect(largest![1]!.before.map(({ kind }) => kind)).toEqual(['maxPool', 'flatten']);
    expect(largest!.map(({ synapse }) => synapse)).toEqual(mean!.map(({ synapse }) => synapse));
  });

  test('hands on the largest value of each window, and of windows that overlap', () => {
    const step = maxPoolKind.partOf(maxPool({ ...pool, inputShape: [2, 3, 2], stride: [1, 1] }));
    const values = [0, 9, 4, 1, 2, 3, /* next row */ 5, 0, 1, 8, 3, 6];
    expect([...maxPoolKind.choose(step, values)]).toEqual([5, 9, 4, 8]);
  });
});

test('a sigmoid inside the core is refused by name, wherever it stands', () => {
  const { layers, ...rest } = parseNotation('4x4-3-2');
  for (let at = 0; at <= layers.length; at++) {
    const within = [...layers.slice(0, at), sigmoid({ name: 'squash' }), ...layers.slice(at)];
    const chain = () => toLayers(network({ ...rest, layers: within }));
    expect(chain).toThrow(NetworkError);
    expect(chain).toThrow(/^squash: a sigmoid cannot spike and may only follow the outputs/);
  }
});

test('a signal is an image of height 1', () => {
  const layers = toLayers(parseNotation('1x64x2-c8k1x3-c8k1x3s1x2-a1x2-5'));
  expect(layers.map(({ synapse }) => outputShape(synapse))).toEqual([[1, 64, 8], [1, 32, 8], [5]]);
  expect(layers.map(arrivingShape)).toEqual([
    [1, 64, 2],
    [1, 64, 8],
    [1, 32, 8],
  ]);
  expect(layers.map(({ synapse }) => weightShape(synapse))).toEqual([
    [1, 3, 2, 8],
    [1, 3, 8, 8],
    [128, 5],
  ]);
  expect(parameterCount(layers)).toBe(6 * 8 + 24 + 24 * 8 + 24 + 128 * 5 + 5);
  // Each end of the signal lacks one of three places; at stride 2 only the front does.
  expect(annMacs(layers)).toBe((64 * 3 - 2) * 2 * 8 + (32 * 3 - 1) * 8 * 8 + 128 * 5);
});

test('a synapse of version 1 becomes one of today, and nothing else changes', () => {
  const today = toLayers(parseNotation('8x8-c2s2-3'))[0]!.synapse;
  const { dilation: _, ...old } = { ...(today as Conv2dSynapse), padding: [1, 1] };
  expect(presentSynapse(old)).toEqual(today);
  expect(presentSynapse(today)).toBe(today);
  const dense = { kind: 'dense', inputSize: 4, outputSize: 2 };
  expect(presentSynapse(dense)).toEqual(dense);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(presentSynapse(value)).toEqual(value);
    }),
  );
});
