import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldNames } from '../spec/fields.ts';
import { parseSpec, presetSpec } from '../spec/spec.ts';
import { axisFields, axisRefusal } from './axes.ts';
import { cellsOf, leftOutOf, maxCells, parseSweep, sweepDifferences } from './plan.ts';
import { formerKey, presentKey } from './present-key.ts';
import { summarise } from './summary.ts';
import { SweepError } from './sweep-error.ts';

const base = presetSpec('first-look@2');
const plain = {
  version: 1,
  base,
  axes: [
    { field: 'timeSteps', values: [4, 1] },
    { field: 'patience', values: [1, 2, 3] },
  ],
  seeds: 2,
};

function problemsOf(change: object): readonly string[] {
  try {
    parseSweep({ ...plain, ...change });
  } catch (error) {
    if (error instanceof SweepError) return error.problems;
    throw error;
  }
  return [];
}

describe('cells', () => {
  test('the first axis is the outermost, the seed the innermost; keys are settings', () => {
    const cells = cellsOf(parseSweep(plain));
    expect(cells.map(({ key }) => key)).toEqual(
      ['ns=4,tp=1', 'ns=4,tp=2', 'ns=4,tp=3', 'ns=1,tp=1', 'ns=1,tp=2', 'ns=1,tp=3'].flatMap((key) => [
        `${key},seed=1`,
        `${key},seed=2`,
      ]),
    );
    expect(cells.map(({ index }) => index)).toEqual(cells.map((_, i) => i));
    expect(cells[3]!.spec).toEqual({ ...base, timeSteps: 4, patience: 2, seed: 2 });
    for (const { spec } of cells) expect(parseSpec(spec)).toEqual(spec);
  });

  test('are the same whether a network is written with × or x', () => {
    const start = { ...base, start: 'scratch' };
    const sweepOf = (...values: string[]) =>
      parseSweep({ ...plain, base: start, axes: [{ field: 'network', values }] });
    const crossed = sweepOf('28×28-10', '28×28-c4k3×5-10');
    expect(cellsOf(crossed)).toEqual(cellsOf(sweepOf('28x28-10', '28x28-c4k3x5-10')));
    expect(sweepDifferences(crossed, sweepOf('28x28-10', '28x28-c4k3x5-10'))).toEqual([]);
    expect(() => sweepOf('28x28-10', '28×28-10')).toThrow(/network has “28x28-10” twice/);
    // Cells that were stored with × are found again.
    const [key, former] = ['net=28x28-c4k3x5-10,ns=4', 'net=28%C3%9728-c4k3%C3%975-10,ns=4'];
    expect(presentKey(former)).toBe(key);
    expect(formerKey(key)).toBe(former);
  });

  test('seeds count on from the base’s', () => {
    const cells = cellsOf(parseSweep({ ...plain, base: { ...base, seed: 40 }, seeds: 3 }));
    expect(cells.slice(0, 3).map(({ spec }) => spec.seed)).toEqual([40, 41, 42]);
  });

  test('any setting but seven can be an axis, be it number, choice, switch or text', () => {
    expect(fieldNames.filter((name) => axisRefusal(name))).toEqual([
      'dataset',
      'task',
      'model',
      'seed',
      'workers',
      'cacheMegabytes',
      'backend',
    ]);
    const sweep = parseSweep({
      ...plain,
      base: { ...base, start: 'scratch' },
      axes: [
        { field: 'network', values: ['28x28-10', '28×28-c4-10'] },
        { field: 'readoutStage', values: [true, false] },
        { field: 'initialPotential', values: ['half', 'zero'] },
        { field: 'learningRate', values: [1e-7] },
      ],
    });
    const keys = cellsOf(sweep).map(({ key }) => key);
    expect(keys[0]).toBe('net=28x28-10,readout=on,v0=half,lr=1e-7,seed=1');
    expect(new Set(keys).size).toBe(16);
  });
});

describe('left out', () => {
  const sweep = parseSweep({
    ...plain,
    axes: [
      { field: 'trainCount', values: [100, 6000] },
      { field: 'batchSize', values: [64, 128, 256] },
    ],
  });

  test('combinations that break a rule do not run, each with its reason; all others do', () => {
    expect(leftOutOf(sweep)).toEqual([
      { key: 'train=100,batch=128', reason: 'batchSize must be at most trainCount (128 > 100)' },
      { key: 'train=100,batch=256', reason: 'batchSize must be at most trainCount (256 > 100)' },
    ]);
    const cells = cellsOf(sweep);
    expect(cells.map(({ key }) => key)).toEqual(
      ['train=100,batch=64', 'train=6000,batch=64', 'train=6000,batch=128', 'train=6000,batch=256'].flatMap(
        (key) => [`${key},seed=1`, `${key},seed=2`],
      ),
    );
    expect(cells.map(({ index }) => index)).toEqual(cells.map((_, i) => i));
    for (const { spec } of cells) expect(parseSpec(spec)).toEqual(spec);
    expect(leftOutOf(parseSweep(plain))).toEqual([]);
  });

  test('a window that the method cannot take is left out with the method’s reason', () => {
    const axes = [
      { field: 'method', values: ['ptl'] },
      { field: 'timeSteps', values: [64, 128] },
    ];
    const [reason] = leftOutOf(parseSweep({ ...plain, axes }));
    expect(reason).toMatchObject({
      key: 'method=ptl,ns=128',
      reason: expect.stringMatching(/at most 64 \(got 128\)$/),
    });
  });

  test('the means are over the combinations that run', () => {
    const rows = summarise({ sweep, results: [] });
    expect(rows.map(({ key, open }) => [key, open])).toEqual([
      ['train=100,batch=64', 2],
      ['train=6000,batch=64', 2],
      ['train=6000,batch=128', 2],
      ['train=6000,batch=256', 2],
    ]);
  });
});

describe('refused, with the reason', () => {
  test.each<[string, object, RegExp]>([
    ['no axis', { axes: [] }, /^the grid is empty; give at least one setting/],
    ['no grid', { axes: undefined }, /^grid must be a list of axes \(got nothing\)/],
    ['an axis without values', { axes: [{ field: 'patience', values: [] }] }, /^patience has no values/],
    [
      'an unknown setting',
      { axes: [{ field: 'toString', values: [1] }] },
      /^“toString” is no setting; a grid takes .*timeSteps \(ns\)/,
    ],
    [
      'a value out of its range',
      { axes: [{ field: 'timeSteps', values: [1, 1025] }] },
      /^timeSteps must be a whole number from 1 to 1,024 \(got 1025\)/,
    ],
    [
      'a text where a number belongs',
      { axes: [{ field: 'timeSteps', values: ['8'] }] },
      /^timeSteps must be a whole/,
    ],
    [
      'a value twice',
      { axes: [{ field: 'patience', values: [2, 1, 2] }] },
      /^patience has 2 twice in the grid; give it once/,
    ],
    [
      'a setting twice',
      {
        axes: [
          { field: 'patience', values: [2] },
          { field: 'patience', values: [1] },
        ],
      },
      /^patience is given twice in the grid/,
    ],
    ['seed as an axis', { axes: [{ field: 'seed', values: [1] }] }, /^seed is no axis: .*seeds/],
    ['workers as an axis', { axes: [{ field: 'workers', values: [1] }] }, /^workers is no axis: .*machine/],
    ['no seed', { seeds: 0 }, /^seeds must be a whole number from 1 to 100 \(got 0\)/],
    ['half a seed', { seeds: 1.5 }, /^seeds must be a whole number from 1 to 100 \(got 1.5\)/],
    ['too many seeds', { seeds: 101 }, /^seeds must be .* \(got 101\)/],
    [
      'seeds past the largest',
      { base: { ...base, seed: 2147483647 } },
      /^seeds: 2 seeds from 2147483647 on end at 2147483648, past 2147483647/,
    ],
    ['another version', { version: 2 }, /^version of the sweep must be 1 \(got 2\)/],
    ['something else in it', { cells: [] }, /^“cells” is no part of a sweep/],
    ['a base that is none', { base: null }, /^base: a spec must be an object/],
    ['a bad base', { base: { ...base, timeSteps: 0 } }, /^base: timeSteps must be .* \(got 0\)/],
  ])('%s', (_, change, words) => {
    const problems = problemsOf(change);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
  });

  test('a grid of nothing but contradictions, which are named', () => {
    const axes = [
      { field: 'trainCount', values: [100] },
      { field: 'batchSize', values: [128, 256] },
    ];
    expect(problemsOf({ axes })).toEqual([
      'cell train=100,batch=128: batchSize must be at most trainCount (128 > 100)',
      'cell train=100,batch=256: batchSize must be at most trainCount (256 > 100)',
    ]);
    const many = { field: 'batchSize', values: Array.from({ length: 20 }, (_, i) => 101 + i) };
    const problems = problemsOf({ axes: [axes[0], many] });
    expect(problems).toHaveLength(6);
    expect(problems.at(-1)).toBe('and 15 more combinations that contradict themselves');
  });

  test('a million cells, and as many as no number holds, are counted and not built', () => {
    const axis = (field: string, count: number) => ({
      field,
      values: Array.from({ length: count }, (_, i) => 32 + i),
    });
    expect(
      problemsOf({ axes: [axis('trainCount', 1000), axis('calibrationCount', 100)], seeds: 10 }),
    ).toEqual(['the grid has 1,000,000 cells; at most 1,000 (give fewer values or seeds)']);
    expect(problemsOf({ axes: [axis('trainCount', 2_000_000)], seeds: 1 })).toEqual([
      'the grid has 2,000,000 cells; at most 1,000 (give fewer values or seeds)',
    ]);
    const huge = axisFields.map((field) => axis(field, 1_000));
    expect(problemsOf({ axes: huge, seeds: 100 }).join()).toMatch(/the grid has about 10\^\d+ cells/);
    expect(cellsOf(parseSweep({ ...plain, axes: [axis('calibrationCount', 500)] }))).toHaveLength(maxCells);
  });

  test('anything at all gives a sweep or reasons', () => {
    const value = fc.oneof(fc.anything(), fc.constantFrom('timeSteps', 'patience', 1, 2, '1', null));
    const axis = fc.oneof(value, fc.record({ field: value, values: fc.oneof(value, fc.array(value)) }));
    fc.assert(
      fc.property(
        fc.record({
          version: fc.constantFrom(1, 1, 1, 2, undefined),
          base: fc.oneof(fc.constant(base), value),
          axes: fc.oneof(value, fc.array(axis)),
          seeds: value,
        }),
        (given) => {
          try {
            expect(cellsOf(parseSweep(given)).length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(SweepError);
            expect((error as SweepError).problems.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test('what tells two sweeps apart; a base’s own value of an axis does not', () => {
  const sweep = parseSweep(plain);
  expect(sweepDifferences(sweep, parseSweep({ ...plain, base: { ...base, timeSteps: 64 } }))).toEqual([]);
  const other = { ...plain, base: { ...base, trainCount: 600 }, axes: [plain.axes[0]], seeds: 5 };
  expect(sweepDifferences(sweep, parseSweep(other))).toEqual([
    'grid: “timeSteps=4,1 patience=1,2,3” there, “timeSteps=4,1” wanted',
    'seeds: 2 there, 5 wanted',
    'trainCount: 6000 there, 600 wanted',
  ]);
});
