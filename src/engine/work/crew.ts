/**
 * A crew is a group of workers that run the same conversion in step, each on its share of the
 * images. Gradients and figures are exchanged between them and summed in the order of their ranks,
 * so that all hold the same numbers and a run repeats bit for bit with the same number of workers.
 */

export interface Crew {
  /** Rank of this member, 0…size − 1; rank 0 leads and reports. */
  readonly rank: number;
  readonly size: number;
  /**
   * Sends `parts[q]` to rank q and resolves to what each rank sent here, in rank order,
   * `parts[rank]` among them. Every rank must call it in the same order. The arrays sent are given
   * away. Rejects when a member has failed.
   */
  exchange(parts: readonly Float32Array[]): Promise<Float32Array[]>;
}

/** A crew of one worker. */
export const alone: Crew = { rank: 0, size: 1, exchange: async (parts) => [...parts] };

/** Sums numbers over the crew, in double precision and rank order; the same on every rank. */
export async function sumOver(crew: Crew, values: readonly number[]): Promise<number[]> {
  if (crew.size === 1) return [...values];
  // A double travels as two floats' bits.
  const bits = () => new Float32Array(Float64Array.from(values).buffer);
  const received = await crew.exchange(Array.from({ length: crew.size }, bits));
  const doubles = received.map(({ buffer }) => new Float64Array(buffer));
  return values.map((_, i) => doubles.reduce((sum, part) => sum + part[i]!, 0));
}

/**
 * Returns the contiguous share of rank `rank` in `count` things: `count` of them from `start` on.
 */
export function shareOf(
  count: number,
  { rank, size }: Pick<Crew, 'rank' | 'size'>,
): { start: number; count: number } {
  const start = Math.floor((rank * count) / size);
  return { start, count: Math.floor(((rank + 1) * count) / size) - start };
}
