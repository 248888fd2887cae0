/**
 * Forecasts the effect of another percentile on a layer, from its histogram alone. The shares are
 * exact at the edges of bins and at p99, p99.9 and the maximum (to one activation); between them
 * activations are taken as spread evenly. The forecast holds for this layer's activations as they
 * are: that another bound in earlier layers would change them too is left out.
 */
import type { LayerDiagnostics } from '../../../engine/diagnosis/diagnostics.ts';
import type { InitialPotential } from '../../../engine/spiking/neuron-settings.ts';

export type Spread = Pick<LayerDiagnostics, 'histogram' | 'percentiles'>;

/** A point of the distribution: `share` of all activations, zeros included, are at most `value`. */
export interface Knot {
  readonly value: number;
  readonly share: number;
}

/** Returns what is known of the distribution, from 0 to the largest activation. */
export function knotsOf({ histogram, percentiles }: Spread): Knot[] {
  const { start, width, counts, zeros, total } = histogram;
  const all = Math.max(1, total);
  const { p99, p999, max } = percentiles;
  let below = zeros;
  const edges = counts.map((count, bin): Knot => {
    below += count;
    return { value: start + (bin + 1) * width, share: below / all };
  });
  const knots: Knot[] = [
    { value: 0, share: zeros / all },
    ...edges.filter(({ value }) => value < max),
    { value: p99, share: 0.99 },
    { value: p999, share: 0.999 },
    { value: max, share: 1 },
  ].sort((a, b) => a.value - b.value || a.share - b.share);
  // A percentile lies between two activations, so its share may differ by one from the count of a
  // bin's edge beside it.
  let least = 0;
  return knots.map(({ value, share }) => {
    least = Math.max(least, share);
    return { value, share: least };
  });
}

function between(a: number, b: number, part: number): number {
  return a + (b - a) * part;
}

/** Returns the activation at a percentile 0…100. */
export function boundAt(spread: Spread, percentile: number): number {
  const share = percentile / 100;
  const knots = knotsOf(spread);
  const above = knots.findIndex((knot) => knot.share >= share);
  if (above < 0) return spread.percentiles.max;
  const high = knots[above]!;
  const low = knots[above - 1];
  if (!low || high.share === low.share) return high.value;
  return between(low.value, high.value, (share - low.share) / (high.share - low.share));
}

/** Tells whether two activations would be written alike. */
export const near = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 2e-3 * Math.max(Math.abs(a), Math.abs(b));

/** Percentiles that a histogram holds exactly; others lie somewhere in a bin. */
const exact: readonly number[] = [99, 99.9, 100];

/**
 * Tells whether a layer's bound is this percentile of the activations it is shown with. After
 * tuning it is not, nor where it was measured on the ANN's activations.
 */
export function isOwnBound(
  { upperBound, ...spread }: Spread & Pick<LayerDiagnostics, 'upperBound'>,
  percentile: number,
): boolean {
  const [bound] = upperBound;
  if (bound === undefined || upperBound.length > 1) return false;
  const found = boundAt(spread, percentile);
  return (
    near(bound, found) || (!exact.includes(percentile) && Math.abs(bound - found) <= spread.histogram.width)
  );
}

/** Returns the share of all activations that are at most `value`. */
export function shareUpTo(spread: Spread, value: number): number {
  const knots = knotsOf(spread);
  const above = knots.findIndex((knot) => knot.value >= value);
  if (above < 0) return 1;
  const high = knots[above]!;
  const low = knots[above - 1];
  if (!low || high.value === value) return knots.findLast((knot) => knot.value === high.value)!.share;
  return between(low.share, high.share, (value - low.value) / (high.value - low.value));
}

export interface Forecast {
  /** Share of activations above the bound. */
  readonly clippedShare: number;
  /** ϑ, in activation units. */
  readonly step: number;
  /**
   * Mean |error| over all activations in units of their mean, zeros included in both: a unit that
   * no bound moves.
   */
  readonly clipped: number;
  readonly rounding: number;
}

/** Returns the mean of all activations, zeros included. */
export function meanOf(spread: Spread): number {
  const knots = knotsOf(spread);
  let mean = 0;
  for (let k = 1; k < knots.length; k++) {
    const low = knots[k - 1]!;
    const high = knots[k]!;
    mean += ((high.share - low.share) * (low.value + high.value)) / 2;
  }
  return mean;
}

/** Returns ∫₀ˣ |v − rounded v| dv for steps of `step`. */
function roundingIntegral(x: number, step: number, initialPotential: InitialPotential): number {
  const whole = Math.floor(x / step);
  const rest = x - whole * step;
  if (initialPotential === 'zero') return (whole * step * step) / 2 + (rest * rest) / 2;
  const half = step / 2;
  const partial =
    rest <= half ? (rest * rest) / 2 : (half * half) / 2 + (half * half - (step - rest) ** 2) / 2;
  return whole * half * half + partial;
}

export function forecast(
  spread: Spread,
  bound: number,
  { timeSteps, initialPotential }: { timeSteps: number; initialPotential: InitialPotential },
): Forecast {
  const step = bound / timeSteps;
  const mean = meanOf(spread);
  if (!(bound > 0) || !(mean > 0))
    return { clippedShare: 1 - shareUpTo(spread, 0), step: 0, clipped: 0, rounding: 0 };
  const knots = knotsOf(spread);
  let clipped = 0;
  let rounding = 0;
  for (let k = 1; k < knots.length; k++) {
    const low = knots[k - 1]!;
    const high = knots[k]!;
    const wide = high.value - low.value;
    const density = wide > 0 ? (high.share - low.share) / wide : 0;
    const cut = Math.min(high.value, bound);
    if (cut > low.value)
      rounding +=
        density *
        (roundingIntegral(cut, step, initialPotential) - roundingIntegral(low.value, step, initialPotential));
    const from = Math.max(low.value, bound);
    if (high.value > from) clipped += (density * ((high.value - bound) ** 2 - (from - bound) ** 2)) / 2;
  }
  return {
    clippedShare: 1 - shareUpTo(spread, bound),
    step,
    clipped: clipped / mean,
    rounding: rounding / mean,
  };
}

const tails = [50, 40, 30, 20, 15, 10, 7, 5, 3, 2, 1, 0.7, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0];
const marks = [50, 90, 99, 99.9, 100];

const tidy = (percentile: number) => Number(percentile.toFixed(3));

/** The percentiles that a slider's arrow keys lead through, rising. */
export const percentileStops: readonly number[] = tails.map((tail) => tidy(100 - tail));

/**
 * Rounds a percentile that was set by hand: the share above it keeps two figures. It is at least
 * 50, as the setting.
 */
export function roundPercentile(percentile: number): number {
  const tail = 100 - percentile;
  if (tail < 0.0005) return 100;
  return tidy(Math.max(50, 100 - Number(tail.toPrecision(2))));
}

/** Returns the percentile that a slider's key leads to from another; null for other keys. */
export function steppedPercentile(percentile: number, key: string): number | null {
  const up = (list: readonly number[]) => list.find((stop) => stop > percentile) ?? 100;
  const down = (list: readonly number[]) => list.findLast((stop) => stop < percentile) ?? 50;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return up(percentileStops);
    case 'ArrowLeft':
    case 'ArrowDown':
      return down(percentileStops);
    case 'PageUp':
      return up(marks);
    case 'PageDown':
      return down(marks);
    case 'Home':
      return 50;
    case 'End':
      return 100;
    default:
      return null;
  }
}
