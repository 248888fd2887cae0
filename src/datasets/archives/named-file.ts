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

/**
 * Returns a blob, such as the page's `File`, as a file. A small one is read at once, and held until
 * the next is read, since reading a blob costs more than its bytes.
 */
export function blobFile(name: string, blob: Blob): NamedFile {
  const { size } = blob;
  const read = async (start: number, end: number): Promise<Uint8Array> => {
    try {
      return new Uint8Array(await blob.slice(start, end).arrayBuffer());
    } catch (error) {
      throw new DataError(
        `${name} cannot be read: ${(error as Error).message} Give it again once it lies where it did.`,
      );
    }
  };
  if (size > pieceBytes) return { name, size, read };
  return {
    name,
    size,
    read: async (start, end) => {
      if (held?.blob !== blob) held = { blob, bytes: await read(0, size) };
      return held.bytes.subarray(start, end);
    },
  };
}

/** The small blob that was read last. */
let held: { readonly blob: Blob; readonly bytes: Uint8Array } | null = null;

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
