/**
 * Estimates how long a sweep still takes. It can only be an estimate, because patience decides how
 * long a cell lasts and cells differ in size.
 */

export interface SweepState {
  /** Number of cells that run at the same time. */
  readonly parallel: number;
  /** Number of cells that have not begun. */
  readonly waiting: number;
  /**
   * Running cells: seconds since their start, and the seconds left that they report; null until
   * they know.
   */
  readonly running: readonly { readonly elapsed: number; readonly left: number | null }[];
  /** Seconds that ended cells took. */
  readonly ended: readonly number[];
}

/**
 * Returns the seconds left, or null while nothing is known. Later cells are assumed to last as long
 * as the mean of those known.
 */
export function sweepEta({ parallel, waiting, running, ended }: SweepState): number | null {
  const guesses = running.flatMap(({ elapsed, left }) => (left === null ? [] : [elapsed + left]));
  const known = [...ended, ...guesses];
  if (known.length === 0) return waiting + running.length === 0 ? 0 : null;
  const typical = known.reduce((a, b) => a + b, 0) / known.length;
  const lanes = running.map(({ elapsed, left }) => left ?? Math.max(0, typical - elapsed));
  while (lanes.length < parallel) lanes.push(0);
  for (let i = 0; i < waiting; i++) lanes[lanes.indexOf(Math.min(...lanes))]! += typical;
  return Math.max(...lanes);
}
