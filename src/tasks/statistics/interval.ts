/**
 * Says how far a share that was counted on some examples may lie from that of all: Wilson's
 * interval at 95 %, (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n) with z = 1.96, which stays
 * within 0…1 and is not empty where all were right. It is that of examples drawn by chance; two
 * scores on the same examples are closer to each other than it tells.
 */

import type { Metric } from '../metric.ts';

/** The 97.5 % point of the normal distribution. */
export const z = 1.959964;

/** Returns the ends of the interval for a share of `count` examples. */
export function intervalOf(share: number, count: number): readonly [low: number, high: number] {
  const middle = (share + (z * z) / (2 * count)) / (1 + (z * z) / count);
  const half =
    (z / (1 + (z * z) / count)) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** Returns the interval of a score, or null for one that is no share of examples. */
export function scoreInterval(
  metric: Pick<Metric, 'unit'>,
  score: number,
  examples: number,
): readonly [low: number, high: number] | null {
  return metric.unit === '%' && examples > 0 ? intervalOf(score, examples) : null;
}

/** Writes half the width of the interval in points: `± 5.5`; '' for what is no share. */
export function marginWords(metric: Pick<Metric, 'unit'>, score: number, examples: number): string {
  const interval = scoreInterval(metric, score, examples);
  if (!interval) return '';
  const half = 50 * (interval[1] - interval[0]);
  return `±\u00a0${half.toFixed(half < 1 ? 2 : 1)}`;
}

/** Writes the interval of a score: `98.40 – 98.86 %`; '' for what is no share. */
export function intervalWords(metric: Metric, score: number, examples: number): string {
  const interval = scoreInterval(metric, score, examples);
  if (!interval) return '';
  const [low, high] = interval.map((end) => metric.write(end, examples));
  return `${low!.replace(/\u00a0.*$/, '')}\u00a0–\u00a0${high}`;
}
