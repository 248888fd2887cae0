import { expect, test } from 'vitest';
import { pairedDifference, pairedWords } from './paired.ts';

test('three seeds of one sign: the least p that three can give', () => {
  const found = pairedDifference([0.01, 0.02, 0.03])!;
  expect(found).toMatchObject({ n: 3, p: 0.25, leastP: 0.25 });
  expect(found.mean).toBeCloseTo(0.02, 15);
  expect(found.sd).toBeCloseTo(0.01, 15);
  // t = 4.303 with two degrees of freedom.
  expect(found.interval[0]).toBeCloseTo(0.02 - (4.303 * 0.01) / Math.sqrt(3), 12);
  expect(found.interval[1]).toBeCloseTo(0.02 + (4.303 * 0.01) / Math.sqrt(3), 12);
});

test('the signs by hand: 1, 2 and −4 have a mean as far from 0 as three other choices', () => {
  // ±1 ± 2 ± 4: |sum| is 7, 5, 3, 1, each twice; that of the differences is 1.
  expect(pairedDifference([1, 2, -4])!.p).toBe(1);
  // 1 + 4 − 2 = 3: of the eight choices six are at least as far.
  expect(pairedDifference([1, -2, 4])!.p).toBe(6 / 8);
  expect(pairedDifference([-1, 2, 4])!.p).toBe(4 / 8);
  expect(pairedDifference([1, 2, 4])!.p).toBe(2 / 8);
});

test('differences that are all 0 tell nothing, and rounding makes no difference', () => {
  expect(pairedDifference([0, 0, 0, 0])!.p).toBe(1);
  // 0.1 + 0.2 − 0.3 is not 0 in floating point.
  expect(pairedDifference([0.1, 0.2, -0.3])!.p).toBe(1);
});

test('fewer than two seeds are no comparison', () => {
  expect(pairedDifference([0.5])).toBeNull();
  expect(pairedDifference([])).toBeNull();
});

test('of many seeds, choices are drawn', () => {
  expect(pairedDifference(new Array<number>(30).fill(1))!.p).toBeLessThan(2e-4);
  // Half of the seeds up, half of them down: no choice is nearer to 0.
  const even = pairedDifference(Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 1 : -1)))!;
  expect(even.p).toBe(1);
  // t = 2.045 with 29 degrees of freedom; the deviation is √(30/29).
  expect(even.interval[1]).toBeCloseTo((2.04523 * Math.sqrt(30 / 29)) / Math.sqrt(30), 4);
  // 18 of 30 up: C(30, ≤12) · 2 / 2³⁰ = 0.3616.
  const some = pairedDifference(Array.from({ length: 30 }, (_, i) => (i < 18 ? 1 : -1)))!;
  expect(Math.abs(some.p - 0.3616)).toBeLessThan(0.02);
});

test('is said in words', () => {
  const found = pairedDifference([0.004, 0.0042, 0.0044])!;
  const metric = { writeDifference: (value: number) => `${(100 * value).toFixed(2)}\u00a0points` };
  expect(pairedWords(found, metric, 10_000).replaceAll('\u00a0', ' ')).toBe(
    '0.42 points over 3 seeds, 95 % interval 0.37 to 0.47 points; sign-flip test p = 0.25, the least that 3 seeds can give',
  );
});
