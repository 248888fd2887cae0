/**
 * Workers that run the same conversion in step, each on its share of the images: gradients and
 * figures are exchanged between them and summed in the order of their ranks, so that all hold the
 * same numbers and a run repeats bit for bit for a given number.
 */

export interface Crew {
  /** 0…size − 1; rank 0 leads: it is the one that reports. */
  readonly rank: number;
  readonly size: number;
  /**
   * Sends `parts[q]` to rank q and resolves to what each rank sent here, in rank order,
   * `parts[rank]` among them. Every rank must call it in the same order. The arrays sent are given
   * away. Rejects when a member has failed.
   */
  exchange(parts: readonly Float32Array[]): Promise<Float32Array[]>;
}

/** No other workers. */
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

/** The share of rank `rank` in `count` things: from `start`, `count` of them, contiguous. */
export function shareOf(
  count: number,
  { rank, size }: Pick<Crew, 'rank' | 'size'>,
): { start: number; count: number } {
  const start = Math.floor((rank * count) / size);
  return { start, count: Math.floor(((rank + 1) * count) / size) - start };
}
