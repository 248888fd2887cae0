/**
 * A file that a person gave, whatever holds it: the page's `File`, a path on disk, bytes in memory.
 * It is read piece by piece, so that its size does not matter.
 */
import { DataError } from '../dataset.ts';

export interface NamedFile {
  /** Name or relative path, with `/` between folders. */
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  /** Resolves to the bytes from `start` up to `end`, which must lie within the file. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** Bytes that are read from a file at once. */
export const pieceBytes = 256 * 1024;

export function bytesFile(name: string, bytes: Uint8Array): NamedFile {
  return { name, size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

/** Yields the bytes of a file in order. Throws the signal's reason once it is aborted. */
export async function* piecesOf(file: NamedFile, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.size; start += pieceBytes) {
    signal?.throwIfAborted();
    const end = Math.min(file.size, start + pieceBytes);
    const piece = await file.read(start, end);
    if (piece.length !== end - start)
      throw new DataError(`${file.name} became shorter while it was read. Give it again once it is whole.`);
    yield piece;
  }
}
