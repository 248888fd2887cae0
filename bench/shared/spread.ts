/** Compares accuracies of several seeds on two sides: means, deviations, and their difference. */
import { statisticOf } from '../../src/runs/sweep/summary.ts';
import { percent, significant } from './numbers.ts';

/** Returns mean, sample deviation and the single values, for the JSON line. */
export function spread(values: readonly number[]): Record<string, unknown> {
  const { mean, sd } = statisticOf(values)!;
  const each = values.map((value) => significant(value, 5));
  return { mean: significant(mean, 5), sd: sd === null ? null : significant(sd, 3), each };
}

/** Returns values in words: “97.52 ± 0.11 % (97.40 % … 97.62 %, 4 seeds)”. */
export function spreadWords(values: readonly number[]): string {
  const { mean, sd, n } = statisticOf(values)!;
  if (sd === null) return `${percent(mean)} (one seed)`;
  const range = `${percent(Math.min(...values))} … ${percent(Math.max(...values))}`;
  return `${(100 * mean).toFixed(2)} ± ${percent(sd)} (${range}, ${n} seeds)`;
}

export interface Difference {
  /** The difference of the means in percentage points. */
  readonly points: number;
  /** Its standard error in points; null with a single seed. */
  readonly error: number | null;
}

/** Returns by how much the mean of `ours` is above that of `theirs`, seeds being independent. */
export function differenceOf(ours: readonly number[], theirs: readonly number[]): Difference {
  const [a, b] = [statisticOf(ours)!, statisticOf(theirs)!];
  const points = 100 * (a.mean - b.mean);
  if (a.sd === null || b.sd === null) return { points, error: null };
  return { points, error: 100 * Math.sqrt(a.sd ** 2 / a.n + b.sd ** 2 / b.n) };
}

/** Returns a difference in words: “+0.08 ± 0.05 points”. */
export function inPoints({ points, error }: Difference): string {
  const sign = points >= 0 ? '+' : '−';
  return `${sign}${Math.abs(points).toFixed(2)}${error === null ? '' : ` ± ${error.toFixed(2)}`} points`;
}
