/**
 * Tests bounds by least squares against a search over a fine grid, on the values themselves and
 * without bins.
 */
import { describe, expect, test } from 'vitest';
import { createRandom } from '../work/random.ts';
import { leastSquaresBounds } from './least-squares.ts';
import { heldValues, type LayerValuesOf } from './value-blocks.ts';

/** Returns Σ (q − a)², value by value as the equation has it. */
function errorOf(values: ArrayLike<number>, bound: number, timeSteps: number, initialShare: number): number {
  let error = 0;
  for (let i = 0; i < values.length; i++) {
    const a = values[i]!;
    const count = Math.max(0, Math.min(timeSteps, Math.floor((a * timeSteps) / bound + initialShare)));
    error += ((bound / timeSteps) * count - a) ** 2;
  }
  return error;
}

/** Returns the least error of 1,000 bounds, evenly on a scale of octaves. */
function leastOfGrid(values: Float32Array, timeSteps: number, initialShare: number): number {
  const max = values.reduce((a, b) => Math.max(a, b), 0);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= 1000; i++)
    least = Math.min(least, errorOf(values, max * 2 ** (-i / 150), timeSteps, initialShare));
  return least;
}

/** Values as ReLUs have them: half are 0, the others fall off, and a few are far out. */
function activations(seed: number, count: number, outliers = 0): Float32Array {
  const random = createRandom(seed, 'activations');
  return Float32Array.from({ length: count }, () => {
    if (random.next() < 0.5) return 0;
    return -Math.log(1 - random.next()) * (random.next() < outliers ? 20 : 1);
  });
}

const streamed = (values: Float32Array, channels: number, images: number): LayerValuesOf => {
  const held = heldValues(values, channels, images);
  return { ...held, held: null, blockSize: 3 };
};

describe('the error is that of a fine grid, or less', () => {
  const cases = [1, 2, 3, 4, 8, 16, 64].flatMap((timeSteps) =>
    [0.5, 0].flatMap((share) => [0, 0.002].map((outliers) => [timeSteps, share, outliers] as const)),
  );
  test.each(cases)('T %s, V₀ %s ϑ, %s far out', async (timeSteps, initialShare, outliers) => {
    const values = activations(timeSteps, 20_000, outliers);
    const [bound] = await leastSquaresBounds(heldValues(values, 1, 10), { timeSteps, initialShare }, 'layer');
    const least = leastOfGrid(values, timeSteps, initialShare);
    expect(errorOf(values, bound!, timeSteps, initialShare)).toBeLessThan(1.001 * least);
  });
});

const rounding = { timeSteps: 4, initialShare: 0.5 };

test('each channel has its own, from its own values alone', async () => {
  const columns = [
    activations(1, 700),
    activations(2, 700).map((value) => 30 * value),
    new Float32Array(700),
  ];
  const joined = Float32Array.from({ length: 2100 }, (_, i) => columns[i % 3]![Math.floor(i / 3)]!);
  const bounds = await leastSquaresBounds(heldValues(joined, 3, 70), rounding, 'channel');
  for (const [c, column] of columns.entries()) {
    const [own] = await leastSquaresBounds(heldValues(column, 1, 70), rounding, 'layer');
    // A layer's bins begin at its own largest value, so a channel's last digits may differ.
    expect(bounds[c]).toBeCloseTo(own!, 3);
  }
  expect(bounds[2]).toBe(0);
});

test('values that are read in blocks have the bounds of one array, to the last bit', async () => {
  const values = activations(9, 4200, 0.01);
  for (const scope of ['layer', 'channel'] as const)
    expect(await leastSquaresBounds(streamed(values, 6, 70), rounding, scope)).toEqual(
      await leastSquaresBounds(heldValues(values, 6, 70), rounding, scope),
    );
});

describe('at the edges', () => {
  test('a layer without activity has the bound 0', async () => {
    for (const none of [new Float32Array(12), new Float32Array(12).fill(-0)])
      expect(await leastSquaresBounds(heldValues(none, 2, 3), rounding, 'channel')).toEqual([0, 0]);
  });

  test.each([1, 2, 8])('one distinct value is met exactly in %s steps', async (timeSteps) => {
    const values = Float32Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? 0.375 : 0));
    const [bound] = await leastSquaresBounds(
      heldValues(values, 1, 4),
      { timeSteps, initialShare: 0.5 },
      'layer',
    );
    expect(errorOf(values, bound!, timeSteps, 0.5)).toBeLessThan(1e-9);
  });

  test('in one step the bound is the mean of the values that fire', async () => {
    const values = activations(4, 3000);
    const [bound] = await leastSquaresBounds(
      heldValues(values, 1, 10),
      { timeSteps: 1, initialShare: 0.5 },
      'layer',
    );
    const firing = values.filter((value) => value >= bound! / 2);
    expect(firing.reduce((a, b) => a + b) / firing.length).toBeCloseTo(bound!, 3);
  });
});
