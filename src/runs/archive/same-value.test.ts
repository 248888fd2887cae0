import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue } from './same-value.ts';

test('a copy is the same, with its keys in any order and its parts shared or not', () => {
  const stages = [{ stage: 1, counts: Float32Array.of(1, Number.NaN) }];
  const copy = structuredClone(stages);
  expect(
    sameValue(
      { stages, report: { stages, at: new Date(5) } },
      { report: { at: new Date(5), stages: copy }, stages },
    ),
  ).toBe(true);
  expect(sameValue({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  const round: { self?: unknown } = {};
  round.self = round;
  const again: { self?: unknown } = {};
  again.self = again;
  expect(sameValue(round, again)).toBe(true);
});

test.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { b: 1 }],
  [{ a: 1 }, { a: 1, b: 1 }],
  [[1, 2], [1]],
  [Float32Array.of(1), [1]],
  [Float32Array.of(1), Float64Array.of(1)],
  [0, -0],
  [new Date(1), new Date(2)],
  [{}, null],
  [{}, []],
])('%o is another value than %o', (a, b) => {
  expect(sameValue(a, b)).toBe(false);
  expect(sameValue(b, a)).toBe(false);
});

test('any value is the same as its copy', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withTypedArray: true }), (value) => {
      expect(sameValue(value, structuredClone(value))).toBe(true);
    }),
  );
});
