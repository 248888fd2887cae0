/** Percentiles with numpy's default linear interpolation (§3.3). */

/** Values sorted ascending once, so that several percentiles cost one sort. Not a copy when already sorted in place. */
export function sortedCopy(values: Float32Array): Float32Array {
  return values.slice().sort();
}

/** The q-th percentile, q in 0…100, of values sorted ascending. Throws on an empty list or a q outside the range. */
export function percentileOfSorted(sorted: Float32Array, q: number): number {
  if (sorted.length === 0) throw new RangeError('percentile of no values');
  if (!(q >= 0 && q <= 100)) throw new RangeError(`percentile must be from 0 to 100 (got ${q})`);
  const position = (q / 100) * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}

export function percentile(values: Float32Array, q: number): number {
  return percentileOfSorted(sortedCopy(values), q);
}
