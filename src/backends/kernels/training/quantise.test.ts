/** Tests the laws of rounding to levels, over any weights and any list of levels. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf, largestOf, quantiseValues } from './quantise.ts';

const uniform = (bits: number) => {
  const n = 2 ** (bits - 1) - 1;
  return Float32Array.from({ length: 2 * n + 1 }, (_, k) => (k - n) / n);
};

function quantised(values: Float32Array, levels: Float32Array, channels: number, perChannel: boolean) {
  const out = new Float32Array(values.length).fill(99);
  quantiseValues(values, out, { levels, bounds: boundsOf(levels), perChannel }, channels);
  return out;
}

const groupOf = (values: Float32Array, groups: number, g: number) =>
  values.filter((_, i) => i % groups === g);

/**
 * Weights of a few channels, of any size, some zero, some channels all zero. None is so small that
 * its product with a level is subnormal: those lose digits, and the laws hold for normal numbers.
 */
const weights = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 30 }), fc.constantFrom(1, 1e-4, 300))
  .chain(([channels, rows, size]) =>
    fc.tuple(
      fc.constant(channels),
      fc
        .array(fc.oneof(fc.constant(0), fc.float({ min: -1, max: 1, noNaN: true })), {
          minLength: channels * rows,
          maxLength: channels * rows,
        })
        .map((list) =>
          Float32Array.from(list, (w, i) => (i % channels === 2 || Math.abs(w) < 1e-30 ? 0 : w * size)),
        ),
    ),
  );
const levelLists = fc
  .uniqueArray(
    fc.float({ min: -1, max: 1, noNaN: true }).map((x) => Math.round(x * 1e3) / 1e3 + 0),
    {
      minLength: 2,
      maxLength: 256,
    },
  )
  .map((list) => Float32Array.from(list).sort());
const anyLevels = fc.oneof(fc.integer({ min: 2, max: 8 }).map(uniform), levelLists);

test('each value goes to a level of its group, and none lies nearer', () => {
  fc.assert(
    fc.property(weights, anyLevels, fc.boolean(), ([channels, values], levels, perChannel) => {
      const out = quantised(values, levels, channels, perChannel);
      const groups = perChannel ? channels : 1;
      const largest = largestOf(values, groups);
      values.forEach((value, i) => {
        const scaled = levels.map((level) => Math.fround(level * largest[i % groups]!));
        expect(scaled.some((level) => level === out[i])).toBe(true);
        const nearest = Math.min(...scaled.map((level) => Math.abs(level - value)));
        expect(Math.abs(out[i]! - value)).toBeLessThanOrEqual(nearest + 1e-6 * largest[i % groups]!);
      });
    }),
    { numRuns: 400 },
  );
});

test('b bits: at most 2^b − 1 values a group, off by at most half a step, odd in the sign, unchanged the second time', () => {
  fc.assert(
    fc.property(
      weights,
      fc.integer({ min: 2, max: 8 }),
      fc.boolean(),
      ([channels, values], bits, perChannel) => {
        const levels = uniform(bits);
        const out = quantised(values, levels, channels, perChannel);
        const groups = perChannel ? channels : 1;
        for (let g = 0; g < groups; g++) {
          const before = groupOf(values, groups, g);
          const after = groupOf(out, groups, g);
          expect(new Set(after).size).toBeLessThanOrEqual(2 ** bits - 1);
          const largest = Math.max(...before.map(Math.abs));
          const half = largest / (2 ** (bits - 1) - 1) / 2;
          after.forEach((value, i) => {
            expect(Math.abs(value - before[i]!)).toBeLessThanOrEqual(half * (1 + 1e-5));
          });
          if (largest === 0) expect([...after].every((value) => Object.is(value, 0))).toBe(true);
          else expect(Math.max(...after.map(Math.abs))).toBe(largest);
        }
        expect(quantised(out, levels, channels, perChannel)).toEqual(out);
        const mirrored = quantised(
          values.map((value) => -value),
          levels,
          channels,
          perChannel,
        );
        expect(mirrored).toEqual(out.map((value) => -value + 0));
      },
    ),
    { numRuns: 400 },
  );
});

test('half-way goes to the smaller magnitude', () => {
  const levels = Float32Array.of(-1, -0.5, 0, 0.5, 1);
  const values = Float32Array.of(8, -2, 2, -6, 6, 2.001, -6.001, 0);
  expect([...quantised(values, levels, 1, false)]).toEqual([8, 0, 0, -4, 4, 4, -8, 0]);
  // Between two levels of one magnitude there is no smaller one: up.
  expect([...quantised(Float32Array.of(4, 0, -1), Float32Array.of(-0.5, 0.5), 1, false)]).toEqual([2, 2, -2]);
});

test('levels of one sign: everything goes to the nearest of them', () => {
  const levels = Float32Array.of(0.25, 1);
  expect([...quantised(Float32Array.of(-4, 0, 2, 4), levels, 1, false)]).toEqual([1, 1, 1, 4]);
});

test('a channel has its own scale where asked for', () => {
  const values = Float32Array.of(1, 100, -0.4, 60);
  const levels = uniform(2);
  expect([...quantised(values, levels, 2, true)]).toEqual([1, 100, 0, 100]);
  expect([...quantised(values, levels, 2, false)]).toEqual([0, 100, 0, 100]);
});

test('what diverged shows', () => {
  const out = quantised(Float32Array.of(1, Number.NaN, 0.5), uniform(4), 1, false);
  expect(out[1]).toBeNaN();
  expect(quantised(Float32Array.of(Number.POSITIVE_INFINITY, 1), uniform(4), 1, false)[0]).toBeNaN();
});
