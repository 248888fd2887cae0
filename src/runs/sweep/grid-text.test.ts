import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineRevision } from '../../engine/revision.ts';
import { decodeLink, encodeSweepLink } from '../link/link.ts';
import { plainView } from '../link/view-part.ts';
import { type Field, fields } from '../spec/fields.ts';
import { presetSpec } from '../spec/spec.ts';
import { axisFields } from './axes.ts';
import { decodeGrid, decodeGridOptions, encodeGrid, sweepOver } from './grid-text.ts';
import { parseSweep } from './plan.ts';
import type { SweepAxis, SweepSpec } from './sweep.ts';
import { SweepError } from './sweep-error.ts';

const base = presetSpec('first-look@2');
const axes: SweepAxis[] = [
  { field: 'timeSteps', values: [1, 2, 4] },
  { field: 'patience', values: [1, 2] },
];

/** Returns values that contradict no others. */
function valuesOf(name: SweepAxis['field']): fc.Arbitrary<readonly unknown[]> {
  const field: Field = fields[name];
  const some = (value: fc.Arbitrary<unknown>, maxLength = 3) =>
    fc.uniqueArray(value, { minLength: 1, maxLength });
  switch (field.kind) {
    case 'integer':
      return some(fc.integer({ min: field.min, max: field.max }));
    case 'number':
      return some(fc.double({ min: field.min, max: field.max, noNaN: true }));
    case 'switch':
      return some(fc.boolean(), 2);
    case 'choice':
      return some(fc.constantFrom(...field.options.map(({ value }) => value)), 2);
    case 'limit':
      return some(fc.oneof(fc.integer({ min: field.min, max: field.max }), fc.constant('none')));
    case 'text':
      if (name === 'weightLevels') return some(fc.constantFrom('', '-1,1', '-1,-0.5,0,0.5,1'));
      return some(fc.constantFrom('28x28-10', '28×28-c4-10', '28x28-20-10'));
  }
}

/** A sweep over some settings; grids of nothing but contradictions are dropped. */
const anySweep: fc.Arbitrary<SweepSpec> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...axisFields), { minLength: 1, maxLength: 4 }),
    fc.integer({ min: 1, max: 5 }),
  )
  .chain(([names, seeds]) =>
    fc.tuple(...names.map(valuesOf)).map((values) => ({
      version: 1,
      base: { ...base, start: 'scratch' },
      axes: names.map((field, i) => ({ field, values: values[i]! })),
      seeds,
    })),
  )
  .filter((value) => {
    try {
      return parseSweep(value) !== null;
    } catch {
      return false;
    }
  })
  .map(parseSweep);

describe('a grid as text', () => {
  test('short and readable, by the keys of the link', () => {
    expect(encodeGrid(axes)).toBe('ns:1,2,4;tp:1,2');
    expect(encodeGrid([{ field: 'timeSteps', values: [3, 4, 5, 6] }])).toBe('ns:3..6');
    expect(encodeGrid([{ field: 'readoutStage', values: [true, false] }])).toBe('readout:on,off');
  });

  test('read by key or name, with ranges, in both forms', () => {
    for (const read of [
      decodeGrid('ns:1,2,4;tp:1,2'),
      decodeGrid(' timeSteps: 1, 2,4 ; patience:1..2;'),
      decodeGridOptions(['timeSteps=1,2,4', 'tp=1..2']),
    ])
      expect(read).toEqual({ axes, problems: [] });
    expect(decodeGrid('lr:1e-3,1e-04;coupled:off;v0:half').axes).toEqual([
      { field: 'learningRate', values: [1e-3, 1e-4] },
      { field: 'trainCoupledLayer', values: [false] },
      { field: 'initialPotential', values: ['half'] },
    ]);
  });

  test('a space may group thousands, the comma separates values', () => {
    expect(decodeGrid('train:1 000, 10\u202f000,500').axes).toEqual([
      { field: 'trainCount', values: [1000, 10_000, 500] },
    ]);
    expect(decodeGrid('train:1 000..1 002').axes).toEqual([
      { field: 'trainCount', values: [1000, 1001, 1002] },
    ]);
  });

  test.each<[string, RegExp]>([
    ['ns', /an axis of the grid is written as ns:1,2,4 \(got “ns”\)/],
    [':1', /an axis of the grid is written as/],
    ['foo:1', /“foo” is no setting; a grid takes/],
    ['ns:6..1', /timeSteps: the range 6..1 runs backwards; write 1..6/],
    ['cal:1..1000000', /calibrationCount: 1..1000000 is 1,000,000 values; at most 1,000/],
    ['net:%', /network has a damaged percent sign/],
    ['ns:', /timeSteps has no values/],
    ['train:10,000', /trainCount: “000” is no value; a comma separates values in a grid.*as 10000/],
    ['ns:1 2', /timeSteps must be a whole number from 1 to .* \(got "1 2"\)/],
    ['fanin:64,064', /fanIn: “064” is no value/],
    ['ns:1,,2', /timeSteps must be a whole number from 1 to 1,024 \(got ""\)/],
    ['ns:1.5..3', /timeSteps must be a whole number/],
    ['pct:1..3', /percentile must be a number from 50 to 100/],
    ['seed:1,2', /seed is no axis/],
    ['', /the grid is empty/],
  ])('%s is refused', (text, words) => {
    const refused = () => sweepOver(base, decodeGrid(text), 1);
    expect(refused).toThrow(SweepError);
    expect(refused).toThrow(words);
  });
});

describe('the link of a sweep', () => {
  test('grid and seeds beside the settings of the base', () => {
    const sweep = parseSweep({ version: 1, base: { ...base, percentile: 99 }, axes, seeds: 5 });
    expect(encodeSweepLink(sweep)).toBe(
      `#v=1&preset=first-look@2&engine=${engineRevision}&pct=99&grid=ns:1,2,4;tp:1,2&seeds=5`,
    );
    expect(encodeSweepLink({ ...sweep, seeds: 1 })).toMatch(/&grid=ns:1,2,4;tp:1,2$/);
  });

  test('any sweep comes back as it was', () => {
    fc.assert(
      fc.property(anySweep, (sweep) => {
        const { problems, ...found } = decodeLink(encodeSweepLink(sweep));
        expect(problems).toEqual([]);
        expect(found).toEqual({
          spec: sweep.base,
          sweep,
          engine: engineRevision,
          file: null,
          modelSource: null,
          view: plainView,
        });
      }),
      { numRuns: 300 },
    );
  });

  test('an axis of one empty text comes back', () => {
    const sweep = parseSweep({ version: 1, base, axes: [{ field: 'weightLevels', values: [''] }], seeds: 1 });
    const link = encodeSweepLink(sweep);
    expect(link).toMatch(/&grid=levels:$/);
    expect(decodeLink(link)).toEqual({
      spec: base,
      sweep,
      engine: engineRevision,
      file: null,
      modelSource: null,
      view: plainView,
      problems: [],
    });
  });

  test('half of a character is refused in words, wherever it stands', () => {
    const half = '\ud800';
    const values = ['28x28-10', half];
    const axis = { field: 'network', values };
    const words = /network has half of a character in it \(a lone surrogate\)/;
    expect(() => parseSweep({ version: 1, base, axes: [axis], seeds: 1 })).toThrow(SweepError);
    expect(() => parseSweep({ version: 1, base, axes: [axis], seeds: 1 })).toThrow(words);
    const { sweep, problems } = decodeLink(`#v=1&start=scratch&grid=net:28x28-10,${half}`);
    expect(sweep).toBeNull();
    expect(problems.map(({ message }) => message).join()).toMatch(words);
    expect(decodeLink(`#v=1&net=${half}`).problems[0]!.message).toMatch(words);
    expect(decodeLink(`#v=1&levels=0,1${half}`).problems[0]!.message).toMatch(/weightLevels has half of/);
  });

  test.each<[string, string, RegExp]>([
    ['a bad value', 'grid=ns:1,9999', /timeSteps must be .*\(got 9999\).*; no sweep is set up/],
    ['cells that the method cannot take', 'grid=ns:98,99', /cell ns=98: timeSteps: PTL .*; no sweep/],
    ['a million cells', 'grid=cal:32..1031;train:200..1199', /1,000,000 cells/],
    ['bad seeds', 'grid=ns:1&seeds=x', /seeds must be a whole number .*got “x”/],
    ['seeds alone', 'seeds=3', /the link has no grid/],
    ['an empty grid', 'grid=', /the grid is empty/],
    ['two grids', 'grid=ns:1&grid=ns:2', /“grid” is given more than once/],
  ])('%s is a problem, and the base stays', (_, part, words) => {
    const { spec, sweep, problems } = decodeLink(`#v=1&preset=first-look@2&tp=4&${part}`);
    expect(sweep).toBeNull();
    expect(spec).toEqual({ ...base, patience: 4 });
    expect(problems.map(({ message }) => message).join('\n')).toMatch(words);
  });

  test('5,000 hostile grids never throw', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...['ns', 'tp', 'net', 'seed', ':', ';', ',', '..', '%', '1', '64', '1e9', '-', '=', '&', '#'],
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('\ud800', '\udfff', 'net:28x28-10,', 'levels:'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.string({ maxLength: 4 }), (grid, seeds) => {
        const { sweep, problems } = decodeLink(`#v=1&grid=${grid.join('')}&seeds=${seeds}`);
        if (sweep) expect(parseSweep(sweep)).toEqual(sweep);
        else expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 5000 },
    );
  });
});
