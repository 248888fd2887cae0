/**
 * Reads and writes pairs in the notation: one number for both axes, or two with a × between them.
 */
import type { Pair } from '../shape.ts';

/** Matches a pair inside a regular expression, without a group. */
export const pairPattern = String.raw`\d{1,4}(?:[x×]\d{1,4})?`;

/** Returns the pair that a text matching {@link pairPattern} stands for. */
export function readPair(text: string): Pair {
  const [vertical, horizontal] = text.split(/[x×]/).map(Number) as [number, number | undefined];
  return [vertical, horizontal ?? vertical];
}

/** Writes a pair; `sign` stands between two numbers. */
export function writePair([vertical, horizontal]: Pair, sign = 'x'): string {
  return vertical === horizontal ? `${vertical}` : `${vertical}${sign}${horizontal}`;
}

export function samePair(a: Pair, b: Pair): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
