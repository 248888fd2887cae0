import { describe, expect, test } from 'vitest';
import { coinTosses, mcnemar, mcnemarWords, probabilityWords } from './mcnemar.ts';

/** Returns the probability by counting every sequence of tosses. */
function byEnumeration(a: number, b: number): number {
  const n = a + b;
  let as = 0;
  for (let tosses = 0; tosses < 2 ** n; tosses++) {
    let heads = 0;
    for (let i = 0; i < n; i++) heads += (tosses >> i) & 1;
    if (Math.abs(2 * heads - n) >= Math.abs(a - b)) as++;
  }
  return as / 2 ** n;
}

test('tosses of a coin, every sequence of up to 12 counted', () => {
  for (let n = 0; n <= 12; n++)
    for (let a = 0; a <= n; a++) expect(coinTosses(a, n - a)).toBeCloseTo(byEnumeration(a, n - a), 12);
});

test('closed forms: no example to one side, and as many to both', () => {
  expect(coinTosses(0, 10)).toBeCloseTo(2 / 1024, 15);
  expect(coinTosses(7, 7)).toBe(1);
  expect(coinTosses(0, 0)).toBe(1);
  // Far more than a product of factorials could hold: about 20 standard deviations.
  expect(coinTosses(4000, 6000)).toBeGreaterThan(0);
  expect(coinTosses(4000, 6000)).toBeLessThan(1e-80);
});

describe('two networks on the same examples', () => {
  const first = [1, 1, 1, 0, 0, 0, 1, 1];
  const second = [1, 0, 0, 1, 1, 1, 1, 1];

  test('what only one of them answers right', () => {
    const found = mcnemar(first, second);
    // 2 to 3 of 5: both directions hold all sequences.
    expect(found).toMatchObject({ examples: 8, onlyFirst: 2, onlySecond: 3, p: 1, difference: 1 / 8 });
    // (3 − 2) / 10 ± 1.96 · √(6 − 1/10) / 10.
    const half = (1.959964 * Math.sqrt(5.9)) / 10;
    expect(found.interval[0]).toBeCloseTo(0.1 - half, 12);
    expect(found.interval[1]).toBeCloseTo(0.1 + half, 12);
  });

  test('the other way round it is the same test', () => {
    const [there, back] = [mcnemar(first, second), mcnemar(second, first)];
    expect(back.p).toBe(there.p);
    expect(back.difference).toBe(-there.difference);
  });

  test('other numbers of examples are refused', () => {
    expect(() => mcnemar([1], [1, 0])).toThrow('1 and 2 examples are not the same ones');
  });
});

test('is said in words', () => {
  const names = { first: 'run 1', second: 'Run 2', many: 'images' };
  const found = { ...mcnemar([], []), examples: 10_000, onlyFirst: 12, onlySecond: 31 };
  expect(mcnemarWords({ ...found, p: coinTosses(12, 31) }, names)).toBe(
    'Run 2 answers 31 of the 10,000 test images right that run 1 gets wrong, and 12 the other way; McNemar’s exact p = 0.005.',
  );
  expect(mcnemarWords(mcnemar([1, 0], [1, 0]), names)).toBe(
    'Run 2 and run 1 answer the same ones right of the 2 test images: there is nothing to test.',
  );
  expect([1, 0.25, 0.0049, 0.0001].map(probabilityWords)).toEqual([
    'p = 1',
    'p = 0.25',
    'p = 0.005',
    'p < 0.001',
  ]);
});
