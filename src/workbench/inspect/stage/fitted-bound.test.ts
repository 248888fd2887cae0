import { expect, test } from 'vitest';
import { histogramOf } from '../../../engine/diagnosis/diagnostics.ts';
import { leastSquaresBounds } from '../../../engine/hybrid/least-squares.ts';
import { percentile } from '../../../engine/hybrid/percentile.ts';
import { heldValues } from '../../../engine/hybrid/value-blocks.ts';
import { createRandom } from '../../../engine/work/random.ts';
import { fittedBound } from './fitted-bound.ts';

const random = createRandom(3, 'activations');
const values = Float32Array.from({ length: 8000 }, () =>
  random.next() < 0.5 ? 0 : -Math.log(1 - random.next()),
);
const of = (q: number) => percentile(values, q);
const percentiles = { p99: of(99), p999: of(99.9), max: of(100) };
const spread = { histogram: histogramOf(values, percentiles.max), percentiles };

test.each([1, 2, 4, 8])(
  'the bound of %s steps is near that of the activations themselves',
  async (timeSteps) => {
    const [wanted] = await leastSquaresBounds(
      heldValues(values, 1, 10),
      { timeSteps, initialShare: 0.5 },
      'layer',
    );
    const found = fittedBound(spread, { timeSteps, initialPotential: 'half' })!;
    expect(found.bound / wanted!).toBeGreaterThan(0.95);
    expect(found.bound / wanted!).toBeLessThan(1.05);
    // The percentile is that of the activations at most the bound.
    const share = values.filter((value) => value <= found.bound).length / values.length;
    expect(found.percentile).toBeCloseTo(100 * share, 0);
    const least = found.curve.reduce((a, b) => (b.error < a.error ? b : a));
    expect(Math.abs(least.bound - found.bound)).toBeLessThan(percentiles.max / 60);
    for (const { error } of found.curve) expect(error).toBeGreaterThan(0);
  },
);

test('where nothing is active there is none', () => {
  const none = new Float32Array(10);
  const silent = { histogram: histogramOf(none, 0), percentiles: { p99: 0, p999: 0, max: 0 } };
  expect(fittedBound(silent, { timeSteps: 4, initialPotential: 'half' })).toBeNull();
});
