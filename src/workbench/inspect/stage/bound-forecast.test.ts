/** Checks the forecast against the activations themselves. */
import { describe, expect, it } from 'vitest';
import { histogramOf } from '../../../engine/diagnosis/diagnostics.ts';
import { percentile } from '../../../engine/hybrid/percentile.ts';
import { createRandom } from '../../../engine/work/random.ts';
import {
  boundAt,
  forecast,
  isOwnBound,
  roundPercentile,
  shareUpTo,
  steppedPercentile,
} from './bound-forecast.ts';

/** Makes ReLU activations: many zeros, a falling tail. */
function activations(seed: number, outlier = 1): Float32Array {
  const random = createRandom(seed, 'forecast');
  return Float32Array.from({ length: 20_000 }, (_, i) => {
    const value = Math.max(0, -Math.log(1 - random.next()) - 0.7);
    return i % 500 === 0 ? value * outlier : value;
  });
}

function spreadOf(values: Float32Array) {
  const max = percentile(values, 100);
  return {
    histogram: histogramOf(values, max),
    percentiles: { p99: percentile(values, 99), p999: percentile(values, 99.9), max },
  };
}

function measured(values: Float32Array, bound: number, timeSteps: number, half: boolean) {
  const step = bound / timeSteps;
  let clipped = 0;
  let rounding = 0;
  let above = 0;
  for (const value of values) {
    const cut = Math.min(value, bound);
    if (value > bound) above++;
    clipped += value - cut;
    const count = value >= bound ? timeSteps : Math.floor(cut / step + (half ? 0.5 : 0));
    rounding += Math.abs(cut - step * count);
  }
  const all = values.reduce((sum, value) => sum + value, 0);
  return { clippedShare: above / values.length, clipped: clipped / all, rounding: rounding / all };
}

const values = activations(1);
const spread = spreadOf(values);

describe('a bound', () => {
  it.each([60, 90, 97, 99, 99.5, 99.9, 100])('is known as percentile %s of its own activations', (q) => {
    expect(isOwnBound({ ...spread, upperBound: [percentile(values, q)] }, q)).toBe(true);
  });

  it('is no percentile of those after tuning, though it was one of those before', () => {
    const tuned = spreadOf(values.map((value) => value * 1.01));
    expect(isOwnBound({ ...tuned, upperBound: [percentile(values, 99.9)] }, 99.9)).toBe(false);
  });

  it('is none where each channel has its own', () => {
    const bound = percentile(values, 99.9);
    expect(isOwnBound({ ...spread, upperBound: [bound, bound] }, 99.9)).toBe(false);
  });
});

describe('the distribution from a histogram', () => {
  it('is exact at p99, p99.9, the maximum and the edges of bins', () => {
    expect(boundAt(spread, 99)).toBeCloseTo(spread.percentiles.p99, 6);
    expect(boundAt(spread, 99.9)).toBeCloseTo(spread.percentiles.p999, 6);
    expect(boundAt(spread, 100)).toBe(spread.percentiles.max);
    const edge = 7 * spread.histogram.width;
    const below = values.filter((value) => value <= edge).length / values.length;
    expect(shareUpTo(spread, edge)).toBeCloseTo(below, 4);
  });

  it.each([60, 75, 90, 97, 99.5, 99.99])('comes near percentile %s between them', (q) => {
    const bound = boundAt(spread, q);
    expect(Math.abs(bound - percentile(values, q))).toBeLessThan(spread.histogram.width);
    expect(100 * shareUpTo(spread, bound)).toBeCloseTo(q, 2);
  });

  it('never falls as the percentile rises, outliers or not', () => {
    for (const { spread } of [
      { spread: spreadOf(activations(2)) },
      { spread: spreadOf(activations(3, 30)) },
    ]) {
      let last = 0;
      for (let q = 50; q <= 100; q += 0.05) {
        const bound = boundAt(spread, q);
        expect(bound).toBeGreaterThanOrEqual(last);
        last = bound;
      }
    }
  });

  it('is 0 below the share of zeros', () => {
    expect(boundAt(spread, 30)).toBe(0);
    expect(forecast(spread, 0, { timeSteps: 8, initialPotential: 'zero' })).toMatchObject({ step: 0 });
  });
});

describe('the forecast', () => {
  it.each([
    [90, 8, 'zero'],
    [99, 8, 'zero'],
    [99.9, 8, 'half'],
    [99.9, 1, 'zero'],
    [99.9, 1, 'half'],
    [100, 16, 'half'],
    [97, 64, 'zero'],
  ] as const)(
    'at percentile %s, Ns %s, V₀ %s is what the activations say',
    (q, timeSteps, initialPotential) => {
      const bound = boundAt(spread, q);
      const guess = forecast(spread, bound, { timeSteps, initialPotential });
      const truth = measured(values, bound, timeSteps, initialPotential === 'half');
      expect(guess.step).toBe(bound / timeSteps);
      expect(Math.abs(guess.clippedShare - truth.clippedShare)).toBeLessThan(0.002);
      expect(Math.abs(guess.clipped - truth.clipped)).toBeLessThan(0.02 * truth.clipped + 1e-4);
      expect(Math.abs(guess.rounding - truth.rounding)).toBeLessThan(0.05 * truth.rounding + 1e-4);
    },
  );

  it('tells the cost of a bound that an outlier sets, in a unit that does not move with it', () => {
    const loud = spreadOf(activations(1, 6));
    const window = { timeSteps: 8, initialPotential: 'zero' } as const;
    const [usual, most] = [99, 100].map((q) => forecast(loud, boundAt(loud, q), window).rounding);
    expect(boundAt(loud, 100) / boundAt(loud, 99)).toBeGreaterThan(4);
    expect(most).toBeGreaterThan(1.5 * usual!);
  });

  it('clips more and rounds less as the bound falls', () => {
    const window = { timeSteps: 8, initialPotential: 'zero' } as const;
    const low = forecast(spread, boundAt(spread, 90), window);
    const high = forecast(spread, boundAt(spread, 99.9), window);
    expect(low.clipped).toBeGreaterThan(5 * high.clipped);
    expect(low.rounding).toBeLessThan(high.rounding);
  });
});

describe('percentiles by hand and by key', () => {
  it.each([
    [99.8634, 99.86],
    [88.26, 88],
    [12, 50],
    [99.99987, 100],
    [99.9, 99.9],
  ])('%s is meant as %s', (given, meant) => expect(roundPercentile(given)).toBe(meant));

  it('keys step through percentiles and stop at the ends', () => {
    expect(steppedPercentile(99.9, 'ArrowRight')).toBe(99.95);
    expect(steppedPercentile(99.9, 'ArrowLeft')).toBe(99.8);
    expect(steppedPercentile(99.86, 'ArrowDown')).toBe(99.8);
    expect(steppedPercentile(99.9, 'PageDown')).toBe(99);
    expect(steppedPercentile(99.9, 'PageUp')).toBe(100);
    expect(steppedPercentile(100, 'ArrowUp')).toBe(100);
    expect(steppedPercentile(50, 'ArrowLeft')).toBe(50);
    expect(steppedPercentile(70, 'Home')).toBe(50);
    expect(steppedPercentile(70, 'End')).toBe(100);
    expect(steppedPercentile(70, 'Tab')).toBeNull();
  });
});
