/**
 * Compares two networks on the same examples by those that only one of them answers right:
 * McNemar's test, exact. If it is chance which of the two is right where they differ, their numbers
 * are those of so many tosses of a coin.
 */
import { writeCount } from '../writing.ts';
import { z } from './interval.ts';

export interface McNemar {
  readonly examples: number;
  /** Examples that only the first answers right, and that only the second does. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Two-sided p; 1 where they differ on no example. */
  readonly p: number;
  /** The share of the second minus that of the first. */
  readonly difference: number;
  /** The 95 % interval of the difference (Agresti and Min, 2005). */
  readonly interval: readonly [low: number, high: number];
}

/** Compares hits on the same examples, 1 for right and 0 for wrong, in the same order. */
export function mcnemar(first: ArrayLike<number>, second: ArrayLike<number>): McNemar {
  if (first.length !== second.length)
    throw new RangeError(`${first.length} and ${second.length} examples are not the same ones`);
  let [onlyFirst, onlySecond] = [0, 0];
  for (let i = 0; i < first.length; i++)
    if (first[i] !== second[i]) {
      if (first[i] === 1) onlyFirst++;
      else onlySecond++;
    }
  const examples = first.length;
  return {
    examples,
    onlyFirst,
    onlySecond,
    p: coinTosses(onlyFirst, onlySecond),
    difference: examples === 0 ? 0 : (onlySecond - onlyFirst) / examples,
    interval: pairedInterval(onlyFirst, onlySecond, examples),
  };
}

/**
 * Returns the probability that `a + b` tosses of a coin come out as unequally as `a` to `b` or
 * more, in either direction: min(1, 2 · Σ_{k ≤ min(a, b)} C(a + b, k) / 2^(a + b)).
 */
export function coinTosses(a: number, b: number): number {
  const n = a + b;
  const least = Math.min(a, b);
  if (n - 2 * least <= 1) return 1;
  let logarithm = -n * Math.LN2;
  for (let i = 1; i <= least; i++) logarithm += Math.log((n - least + i) / i);
  // The terms below in units of the largest, which is that of `least`.
  let [sum, term] = [1, 1];
  for (let k = least; k > 0; k--) {
    term *= k / (n - k + 1);
    sum += term;
  }
  return Math.min(1, 2 * Math.exp(logarithm) * sum);
}

/**
 * Returns Wald's interval of the difference of two shares of the same examples, with half an
 * example added to each of the four possible outcomes. It keeps its 95 % where few examples differ,
 * too.
 */
function pairedInterval(
  onlyFirst: number,
  onlySecond: number,
  examples: number,
): readonly [low: number, high: number] {
  const n = examples + 2;
  const difference = onlySecond - onlyFirst;
  const half = (z * Math.sqrt(onlyFirst + onlySecond + 1 - difference ** 2 / n)) / n;
  return [Math.max(-1, difference / n - half), Math.min(1, difference / n + half)];
}

/** Writes a probability: `p = 0.005`, `p < 0.001`. */
export function probabilityWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p >= 0.995 ? '1' : p.toFixed(p < 0.01 ? 3 : 2)}`;
}

/**
 * Says what the test found: “Run 2 answers 31 images right that run 1 gets wrong, and 12 the other
 * way; McNemar’s exact p = 0.005.”
 */
export function mcnemarWords(
  { examples, onlyFirst, onlySecond, p }: McNemar,
  names: { readonly first: string; readonly second: string; readonly many: string },
): string {
  const { first, second, many } = names;
  const of = `of the ${writeCount(examples)} test ${many}`;
  if (onlyFirst + onlySecond === 0)
    return `${second} and ${first} answer the same ones right ${of}: there is nothing to test.`;
  return `${second} answers ${writeCount(onlySecond)} ${of} right that ${first} gets wrong, and ${writeCount(onlyFirst)} the other way; McNemar’s exact ${probabilityWords(p)}.`;
}
