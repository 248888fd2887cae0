/** Computes percentiles with numpy's default linear interpolation (§3.3). */

/** Returns a copy of the values sorted ascending, so that several percentiles cost one sort. */
export function sortedCopy(values: Float32Array): Float32Array {
  return values.slice().sort();
}

/**
 * Returns the place of the q-th percentile of `count` values: between two ranks, `share` of the way
 * up. Throws as {@link percentileOfSorted}.
 */
export function placeOf(q: number, count: number): { below: number; above: number; share: number } {
  if (count === 0) throw new RangeError('percentile of no values');
  if (!(q >= 0 && q <= 100)) throw new RangeError(`percentile must be from 0 to 100 (got ${q})`);
  const position = (q / 100) * (count - 1);
  const below = Math.floor(position);
  return { below, above: Math.min(below + 1, count - 1), share: position - below };
}

export function between(low: number, high: number, share: number): number {
  return low + (high - low) * share;
}

/**
 * Returns the q-th percentile, q in 0…100, of values sorted ascending. Throws a RangeError on an
 * empty list or a q outside the range.
 */
export function percentileOfSorted(sorted: Float32Array, q: number): number {
  const { below, above, share } = placeOf(q, sorted.length);
  return between(sorted[below]!, sorted[above]!, share);
}

export function percentile(values: Float32Array, q: number): number {
  return percentileOfSorted(sortedCopy(values), q);
}
