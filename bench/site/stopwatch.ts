/** Measures how long something takes, by repetition: a worker's clock ticks in steps of 0.1 ms. */

/**
 * Returns the milliseconds of `once`, ascending, over at least `least` rounds and `milliseconds` in
 * all, after one round that warms up.
 */
export function rounds(once: () => void, milliseconds: number, least: number): number[] {
  once();
  const times: number[] = [];
  for (let total = 0; total < milliseconds || times.length < least; total += times.at(-1)!) {
    const began = performance.now();
    once();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

/** Returns the median of the rounds of a quarter of a second. */
export function timed(once: () => void): number {
  const times = rounds(once, 250, 5);
  return times[times.length >> 1]!;
}

/** Returns the shortest round of a second: the time it takes when nothing else runs. */
export function atBest(once: () => void): number {
  return rounds(once, 1000, 5)[0]!;
}
