/** How long something takes, by repetition: a worker's clock ticks in steps of 0.1 ms. */

/**
 * Milliseconds of `once`, ascending, over at least `least` rounds and `milliseconds` in all, after
 * one that warms up.
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

/** The median of a quarter of a second. */
export function timed(once: () => void): number {
  const times = rounds(once, 250, 5);
  return times[times.length >> 1]!;
}

/** The shortest of a second: what the machine can do when nothing else runs. */
export function atBest(once: () => void): number {
  return rounds(once, 1000, 5)[0]!;
}
