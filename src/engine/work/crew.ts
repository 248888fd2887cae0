/**
 * A crew is a group of workers that run the same conversion in step, each on its share of the
 * images. Gradients and figures are exchanged between them and summed in an order that does not
 * depend on their number, so that all hold the same numbers, and every crew those of one worker.
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

/**
 * Sums numbers over the crew, in double precision and rank order; the same on every rank. The sums
 * of whole numbers, such as counts, do not depend on how they are shared out.
 */
export async function sumOver(crew: Crew, values: readonly number[]): Promise<number[]> {
  if (crew.size === 1) return [...values];
  const doubles = await exchangeDoubles(crew, values);
  return values.map((_, i) => doubles.reduce((sum, part) => sum + part[i]!, 0));
}

/** Sends the same numbers to every rank and resolves to what each rank sent, in rank order. */
async function exchangeDoubles(crew: Crew, values: ArrayLike<number>): Promise<Float64Array[]> {
  // A double travels as two floats' bits.
  const bits = () => new Float32Array(Float64Array.from(values).buffer);
  const received = await crew.exchange(Array.from({ length: crew.size }, bits));
  return received.map(({ buffer }) => new Float64Array(buffer));
}

/**
 * Sums rows of `width` numbers over the crew, row after row in double precision. Each member gives
 * neighbouring rows, so the sums do not depend on how the rows are shared out.
 */
export async function sumInOrder(
  crew: Crew,
  rows: readonly Float64Array[],
  width: number,
): Promise<Float64Array> {
  const own = new Float64Array(rows.length * width);
  for (const [i, row] of rows.entries()) own.set(row, i * width);
  const all = crew.size === 1 ? [own] : await exchangeDoubles(crew, own);
  const sums = new Float64Array(width);
  for (const values of all) for (let i = 0; i < values.length; i++) sums[i % width]! += values[i]!;
  return sums;
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

/**
 * Returns a member's share of `count` examples in whole blocks of `blockSize`, the last of which
 * may be shorter. Blocks begin at the same examples for every number of workers.
 */
export function blockShareOf(
  count: number,
  blockSize: number,
  crew: Pick<Crew, 'rank' | 'size'>,
): { start: number; count: number } {
  const blocks = shareOf(Math.ceil(count / blockSize), crew);
  const start = Math.min(count, blocks.start * blockSize);
  return { start, count: Math.min(count, (blocks.start + blocks.count) * blockSize) - start };
}
