import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casesOf } from '../testing/golden.ts';
import { percentile, percentileOfSorted } from './percentile.ts';

test('golden percentiles', () => {
  const cases = casesOf('percentile');
  expect(cases).toHaveLength(1);
  for (const entry of cases) {
    const values = Float32Array.from(entry.values as number[]);
    expect(percentile(values, 99)).toBeCloseTo(entry.p99 as number, 5);
    expect(percentile(values, 99.9)).toBeCloseTo(entry.p99_9 as number, 5);
    expect(percentile(values, 100)).toBe(entry.max);
  }
});

test.each([
  [[15, 20, 35, 40, 50], 40, 29],
  [[1, 2, 3, 4], 50, 2.5],
  [[4, 1, 3, 2], 40, 2.2],
  [[7], 99.9, 7],
  [[0, 0, 0, 8], 99, 7.76],
])('numpy.percentile(%j, %s) is %s', (values, q, wanted) => {
  expect(percentile(Float32Array.from(values), q)).toBeCloseTo(wanted, 12);
});

/**
 * Computes a percentile as numpy defines its default: the point q on the line through (100·i / (n −
 * 1), sorted[i]).
 */
function onTheLine(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  if (n === 1) return sorted[0]!;
  for (let i = 0; i < n - 1; i++) {
    const from = (100 * i) / (n - 1);
    const to = (100 * (i + 1)) / (n - 1);
    if (q <= to || i === n - 2) return (sorted[i]! * (to - q) + sorted[i + 1]! * (q - from)) / (to - from);
  }
  throw new Error('unreachable');
}

test('equals numpy on any values, ties and single ones included', () => {
  const value = fc.oneof(
    fc.constantFrom(0, 0, 1, 2.5),
    fc.float({ min: -1000, max: 1000, noNaN: true, noDefaultInfinity: true }),
  );
  const q = fc.oneof(fc.constantFrom(0, 50, 99, 99.9, 100), fc.double({ min: 0, max: 100, noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), q, (values, at) => {
      const found = percentile(Float32Array.from(values), at);
      expect(Math.abs(found - onTheLine(values, at))).toBeLessThan(1e-8);
    }),
    { numRuns: 500 },
  );
});

test('0 is the least value and 100 the greatest, exactly', () => {
  fc.assert(
    fc.property(fc.float32Array({ minLength: 1, noNaN: true, noDefaultInfinity: true }), (values) => {
      const sorted = values.slice().sort();
      // −0 and 0 are the same activation.
      expect(percentile(values, 0) === sorted[0]).toBe(true);
      expect(percentile(values, 100) === sorted.at(-1)).toBe(true);
    }),
  );
});

test('leaves the values as they were', () => {
  const values = Float32Array.of(3, 1, 2);
  percentile(values, 50);
  expect([...values]).toEqual([3, 1, 2]);
});

test.each([-0.1, 100.1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the percentile %s', (q) => {
  expect(() => percentileOfSorted(Float32Array.of(1), q)).toThrow(RangeError);
});

test('refuses an empty list', () => {
  expect(() => percentile(new Float32Array(0), 50)).toThrow('no values');
});
