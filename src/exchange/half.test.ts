import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBfloat16, fromHalf, toHalf } from './half.ts';

/** All finite non-negative halves in order; the index is the bit pattern. */
const halves = Array.from({ length: 0x7c00 }, (_, pattern) => fromHalf(pattern));

/** Finds the nearest half by search, ties to the even pattern. `toHalf` must agree with it. */
function nearest(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (magnitude >= 65520) return sign | 0x7c00;
  let low = 0;
  let high = halves.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (halves[middle]! <= magnitude) low = middle;
    else high = middle;
  }
  const below = magnitude - halves[low]!;
  const above = halves[high]! - magnitude;
  return sign | (below < above || (below === above && low % 2 === 0) ? low : high);
}

test('known patterns', () => {
  expect(fromHalf(0x3c00)).toBe(1);
  expect(fromHalf(0xc000)).toBe(-2);
  expect(fromHalf(0x7bff)).toBe(65504);
  expect(fromHalf(0x0001)).toBe(2 ** -24);
  expect(fromHalf(0x7c00)).toBe(Number.POSITIVE_INFINITY);
  expect(fromHalf(0x7e00)).toBeNaN();
  expect(fromBfloat16(0x3f80)).toBe(1);
  expect(fromBfloat16(0xc049)).toBe(-3.140625);
});

test('every half survives the way through a number', () => {
  for (let pattern = 0; pattern < 0x10000; pattern++) {
    const value = fromHalf(pattern);
    if (Number.isNaN(value)) expect(toHalf(value) & 0x7c00).toBe(0x7c00);
    else expect(toHalf(value)).toBe(pattern);
  }
});

test('rounds to nearest, ties to even', () => {
  expect(toHalf(1 + 2 ** -11)).toBe(0x3c00);
  expect(toHalf(1 + 3 * 2 ** -11)).toBe(0x3c02);
  expect(toHalf(2 ** -25)).toBe(0);
  expect(toHalf(3 * 2 ** -25)).toBe(2);
  expect(toHalf(65519)).toBe(0x7bff);
  expect(toHalf(65520)).toBe(0x7c00);
  // Every midpoint between neighbours, which is a float32.
  for (let low = 0; low < halves.length - 1; low++)
    expect(toHalf((halves[low]! + halves[low + 1]!) / 2)).toBe(low % 2 === 0 ? low : low + 1);
  fc.assert(
    fc.property(fc.float({ noNaN: true }), (value) => {
      expect(toHalf(value)).toBe(nearest(value));
    }),
    { numRuns: 5000 },
  );
});
