/** Words for a score on the page: its metric's name in a heading, a figure that stands alone. */
import type { Metric } from '../../tasks/metric.ts';

/** Returns words as they stand at the beginning of a heading or sentence: `Accuracy`. */
export function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/**
 * Writes a figure that stands alone: `98.42 %`, `MSE 0.00755`. A percentage needs no name; any
 * other number has its metric's name before it.
 */
export function scoreWords(metric: Metric, score: number, examples?: number): string {
  const written = metric.write(score, examples);
  return metric.unit === '%' ? written : `${metric.short}\u00a0${written}`;
}

/** The words for the best of several scores: `highest`, `lowest`. */
export const extremes: Readonly<Record<Metric['better'], string>> = { higher: 'highest', lower: 'lowest' };

/**
 * Returns `Lower is better.` for scores that are errors, where one would not expect it; else `''`.
 */
export function directionNote({ better }: Pick<Metric, 'better'>): string {
  return better === 'lower' ? ' Lower is better.' : '';
}
