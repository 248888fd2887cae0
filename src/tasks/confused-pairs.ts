import type { Confusion } from './confusion.ts';

/** How many examples of one class were answered as another one. */
export interface ConfusedPair {
  readonly label: number;
  readonly answer: number;
  readonly count: number;
}

/** Most pairs that a report keeps in place of a matrix of very many classes. */
export const mostPairsKept = 500;

/** Returns the pairs of different classes that were confused, most often first; at most `most`. */
export function confusedPairs(matrix: Confusion, most = Number.POSITIVE_INFINITY): ConfusedPair[] {
  const pairs = matrix.flatMap((row, label) =>
    row.flatMap((count, answer) => (count > 0 && answer !== label ? [{ label, answer, count }] : [])),
  );
  // Sorting keeps equal counts in the order of their classes.
  return pairs.sort((a, b) => b.count - a.count).slice(0, most);
}
