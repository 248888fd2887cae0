/** Times the parts of a measurement, on the clock and on the processor. */

/** Seconds. Other programs lengthen those of the clock, and hardly those of the processor. */
export interface Lap {
  readonly clock: number;
  readonly processor: number;
}

/** Returns a function that tells the time since it was called last. */
export function createLaps(): () => Lap {
  let clock = performance.now();
  let processor = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(processor);
    const lap = { clock: (performance.now() - clock) / 1000, processor: (user + system) / 1e6 };
    clock = performance.now();
    processor = process.cpuUsage();
    return lap;
  };
}

/** Writes a time: `44.9 (6.1)`, seconds on the clock and on the processor. */
export function lapText({ clock, processor }: Lap): string {
  return `${clock.toFixed(1)} (${processor.toFixed(1)})`;
}
