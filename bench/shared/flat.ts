/** Judges whether figures that were read one after the other stay flat. */

/** Readings before this one still warm up: caches fill, and the browser compiles. */
export const warmUp = 20;

export interface Flatness {
  /** The figure at the end of the warming up, and the largest and the last from there on. */
  readonly first: number;
  readonly most: number;
  readonly last: number;
  /** Share by which the largest exceeds the first. */
  readonly growth: number;
}

/** Returns null while there is nothing after the warming up to judge by. */
export function flatnessOf(figures: readonly number[]): Flatness | null {
  const judged = figures.slice(warmUp - 1);
  if (judged.length < 2) return null;
  const [first, last] = [judged[0]!, judged.at(-1)!];
  const most = Math.max(...judged);
  return { first, most, last, growth: most / first - 1 };
}
