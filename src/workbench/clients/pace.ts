/** How fast the simulation worker computes, as its answers say, and at least the usual pace. */

/** Multiply-accumulates a second, less than half of what docs/performance.md has for a step. */
const usual = 4e9;

let pace = usual;

/** Learns the pace from an answer. A slow one may be due to other work, and teaches nothing. */
export function tookMilliseconds(macs: number, milliseconds: number): void {
  if (milliseconds > 0) pace = Math.max(pace, (1000 * macs) / milliseconds);
}

export function secondsFor(macs: number): number {
  return macs / pace;
}
