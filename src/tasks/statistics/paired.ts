/**
 * Compares two settings over the same seeds, by the difference of each seed. The sign-flip test
 * asks nothing of how the differences are distributed but that, if the settings are alike, a
 * difference is as probable as its opposite; the interval of the mean is Student's and takes them
 * as about normal.
 */

import type { Metric } from '../metric.ts';
import { z } from './interval.ts';
import { probabilityWords } from './mcnemar.ts';

export interface PairedDifference {
  /** Number of seeds that both settings have. */
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation of the differences. */
  readonly sd: number;
  /** The 95 % interval of the mean, mean ± t · sd / √n with n − 1 degrees of freedom. */
  readonly interval: readonly [low: number, high: number];
  /** Two-sided p of the sign-flip test: over all 2ⁿ choices of the signs, or 8,192 drawn ones. */
  readonly p: number;
  /** The least p that so many seeds can give, 2 / 2ⁿ. */
  readonly leastP: number;
}

/** Most seeds whose choices of signs are all tried. */
const mostTried = 16;

/** Number of choices that are drawn of more seeds. */
const drawn = 8192;

/** Returns the comparison of differences, or null for fewer than two. */
export function pairedDifference(differences: readonly number[]): PairedDifference | null {
  const n = differences.length;
  if (n < 2) return null;
  const mean = differences.reduce((sum, each) => sum + each, 0) / n;
  const sd = Math.sqrt(differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1));
  const half = (studentPoint(n - 1) * sd) / Math.sqrt(n);
  return {
    n,
    mean,
    sd,
    interval: [mean - half, mean + half],
    p: signFlips(differences),
    leastP: 2 ** (1 - n),
  };
}

/**
 * Returns the share of all choices of signs whose mean is at least as far from 0 as the true one.
 */
function signFlips(differences: readonly number[]): number {
  const n = differences.length;
  const found = Math.abs(differences.reduce((sum, each) => sum + each, 0));
  const size = differences.reduce((sum, each) => sum + Math.abs(each), 0);
  // Sums that are equal but for their rounding count as equal.
  const tolerance = 1e-9 * size;
  const isAsFar = (positive: (i: number) => boolean) => {
    const sum = differences.reduce((all, each, i) => all + (positive(i) ? each : -each), 0);
    return Math.abs(sum) >= found - tolerance;
  };
  let as = 0;
  if (n <= mostTried) {
    for (let signs = 0; signs < 2 ** n; signs++) if (isAsFar((i) => ((signs >> i) & 1) === 1)) as++;
    return as / 2 ** n;
  }
  const toss = tosses();
  for (let k = 0; k < drawn; k++) if (isAsFar(toss)) as++;
  // The true choice is one of them.
  return (as + 1) / (drawn + 1);
}

/** Returns a coin whose tosses are the same every time (xorshift, 32 bits). */
function tosses(): () => boolean {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >= 0;
  };
}

/** The 97.5 % points of Student's t with 1 … 19 degrees of freedom. */
const studentPoints = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093,
];

/** Returns the 97.5 % point; of more degrees by the Cornish–Fisher expansion, within 1e-4. */
function studentPoint(freedom: number): number {
  const known = studentPoints[freedom - 1];
  if (known !== undefined) return known;
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
}

/**
 * Says what was found, in the words of the metric: “+0.42 points over 3 seeds, 95 % interval +0.1
 * to +0.7 points; sign-flip test p = 0.25, the least that 3 seeds can give”.
 */
export function pairedWords(
  { n, mean, interval, p, leastP }: PairedDifference,
  { writeDifference }: Pick<Metric, 'writeDifference'>,
  examples: number,
): string {
  const [low, high] = interval.map((end) => writeDifference(end, examples));
  const least = p <= leastP ? `, the least that ${n} seeds can give` : '';
  return `${writeDifference(mean, examples)} over ${n} seeds, 95\u00a0% interval ${low!.replace(/\u00a0.*$/, '')} to ${high}; sign-flip test ${probabilityWords(p)}${least}`;
}
