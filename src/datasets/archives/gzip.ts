/**
 * Unpacks a gzip stream piece by piece. The platform's own decompressor is used, because it checks
 * the checksum at the end of the stream.
 */
import { DataError } from '../dataset.ts';
import type { Meter } from './limits.ts';
import { piecesIn, streamOf } from './streams.ts';

export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** Yields the unpacked bytes. Throws a {@link DataError} where the stream is broken. */
export async function* gunzipped(
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  meter: Meter,
): AsyncGenerator<Uint8Array> {
  let packed = 0;
  let broken: unknown = null;
  async function* counted() {
    try {
      for await (const piece of pieces) {
        packed += piece.length;
        yield piece;
      }
    } catch (error) {
      broken = error;
      throw error;
    }
  }
  const unpacked = streamOf(counted()).pipeThrough(new DecompressionStream('gzip'));
  const told = piecesIn(unpacked as ReadableStream<Uint8Array>);
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await told.next();
    } catch {
      // Whatever broke the source is told as it is.
      if (broken) throw broken;
      throw new DataError(
        `${name} is damaged or cut short: its gzip stream breaks within its first ${packed} bytes. Download or pack it again.`,
      );
    }
    if (next.done) return;
    try {
      meter.unpacked(next.value.length, packed);
      yield next.value;
    } catch (error) {
      await told.return(undefined);
      throw error;
    }
  }
}
