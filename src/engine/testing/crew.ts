/** Provides a crew whose members are all in this process, for tests. */
import type { Crew } from '../work/crew.ts';

/**
 * A line between two members: arrays that were sent and not received yet, or the receiver that
 * waits for one.
 */
interface Line {
  readonly sent: Float32Array[];
  readonly waiting: ((part: Float32Array) => void)[];
}

/** Returns a crew of `size`, by rank. A member gives away what it sends, as a worker does. */
export function crewsOf(size: number): Crew[] {
  const ranks = Array.from({ length: size }, (_, rank) => rank);
  const lines = ranks.map(() => ranks.map((): Line => ({ sent: [], waiting: [] })));
  const send = ({ sent, waiting }: Line, part: Float32Array<ArrayBuffer>) => {
    const moved = structuredClone(part, { transfer: [part.buffer] });
    const take = waiting.shift();
    if (take) take(moved);
    else sent.push(moved);
  };
  const next = ({ sent, waiting }: Line) => {
    const ready = sent.shift();
    return ready ? Promise.resolve(ready) : new Promise<Float32Array>((take) => waiting.push(take));
  };
  return ranks.map((rank) => ({
    rank,
    size,
    exchange: (parts) => {
      for (const q of ranks) if (q !== rank) send(lines[rank]![q]!, parts[q] as Float32Array<ArrayBuffer>);
      return Promise.all(ranks.map((q) => (q === rank ? parts[rank]! : next(lines[q]![rank]!))));
    },
  }));
}
