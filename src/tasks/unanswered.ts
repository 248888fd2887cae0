/**
 * Examples for which a network's outputs are no finite numbers, because its weights or potentials
 * overflow. They have no answer: they are counted beside the scores, in which each is as wrong as
 * an answer can be.
 */
import type { MetricId, Scores } from './metric.ts';
import { writeCount } from './writing.ts';

/** Names the number of such examples among scores; left out where there are none. */
export const unanswered: MetricId = 'unanswered';

/** Stands for the class of an example that has no answer. */
export const noClass = 0xffff;

/** Returns the entry of the scores that counts examples without an answer, or no entry. */
export function countUnanswered(count: number): { readonly [unanswered]?: number } {
  return count > 0 ? { [unanswered]: count } : {};
}

/**
 * Returns a sentence on the examples without an answer, or null when every example has one:
 * “outputs are no numbers for 3 of 1,000 examples, which count as wrong”.
 */
export function unansweredWords(scores: Scores, examples: number): string | null {
  const count = scores[unanswered] ?? 0;
  if (count === 0) return null;
  return `outputs are no numbers for ${writeCount(count)} of ${writeCount(examples)} examples, which count as wrong`;
}
