/**
 * Turns an activation histogram into bars on a log-count axis, and measures how much of it lies
 * above the upper bound.
 */
import type { Histogram } from '../../../engine/diagnosis/diagnostics.ts';

export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Merges neighbouring bins until no more than `most` bars are left, and drops empty ones. */
export function barsOf(histogram: Histogram, most: number): Bar[] {
  const merge = Math.max(1, Math.ceil(histogram.counts.length / Math.max(1, most)));
  const bars: Bar[] = [];
  for (let bin = 0; bin < histogram.counts.length; bin += merge) {
    const last = Math.min(bin + merge, histogram.counts.length);
    const count = histogram.counts.slice(bin, last).reduce((sum, n) => sum + n, 0);
    const from = histogram.start + bin * histogram.width;
    if (count > 0) bars.push({ from, to: histogram.start + last * histogram.width, count });
  }
  return bars;
}

/**
 * Returns the height 0…1 of a count on the log axis. Half a count is the ground line, so that a
 * single one can be seen.
 */
export function logHeight(count: number, highest: number): number {
  if (count <= 0) return 0;
  return Math.log(count / 0.5) / Math.log(Math.max(highest, 2) / 0.5);
}

/** Returns 1, 10, 100 … up to the highest count. */
export function logTicks(highest: number): number[] {
  const ticks: number[] = [];
  for (let tick = 1; tick <= highest; tick *= 10) ticks.push(tick);
  return ticks;
}

/**
 * Returns the share of all activations, zeros included, above `bound`; a bin that the bound cuts
 * counts in proportion.
 */
export function shareAbove(histogram: Histogram, bound: number): number {
  if (histogram.total === 0) return 0;
  let above = 0;
  histogram.counts.forEach((count, bin) => {
    const from = histogram.start + bin * histogram.width;
    const part = (from + histogram.width - bound) / histogram.width;
    above += count * Math.max(0, Math.min(1, part));
  });
  return above / histogram.total;
}
