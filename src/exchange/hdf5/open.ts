/**
 * Gives HDF5 files to the library that reads and writes them. The library is large, is loaded when
 * it is first used, and keeps files in a memory of its own.
 */
import type { File } from 'h5wasm';
import { ExchangeError } from '../error.ts';
import { heapsAreWhole } from './heaps.ts';
import { clearTimes } from './times.ts';

let filesSoFar = 0;
let harmed = false;

/**
 * Returns whether a damaged file has made the library fail in its own memory, which nothing
 * repairs: later files may be refused. A page reads in a worker which it ends.
 */
export function isHdf5Harmed(): boolean {
  return harmed;
}

/** Says that the library has a new memory. Only the fuzz gives it one, as `bench/fuzz` tells. */
export function hdf5IsRenewed(): void {
  harmed = false;
}

async function library() {
  const hdf5 = await import('h5wasm');
  const module = await hdf5.ready;
  // What is wrong with a file becomes an error, and is not printed.
  module.activate_throwing_error_handler();
  return { ...hdf5, files: module.FS };
}

/**
 * Returns what `use` makes of a file; it must take copies. Throws {@link ExchangeError} and nothing
 * else.
 */
export async function readHdf5File<T>(bytes: Uint8Array, use: (file: File) => T): Promise<T> {
  if (!heapsAreWhole(bytes)) throw unreadable();
  const { File, files } = await library();
  const path = `/read-${++filesSoFar}.h5`;
  try {
    files.writeFile(path, bytes);
    const file = new File(path, 'r');
    if (file.file_id < 0n) throw unreadable();
    try {
      return use(file);
    } finally {
      quietly(() => file.close());
    }
  } catch (error) {
    if (error instanceof ExchangeError) throw error;
    const known = unreadable();
    harmed ||= error instanceof WebAssembly.RuntimeError;
    throw known;
  } finally {
    quietly(() => files.unlink(path));
  }
}

/** Returns the bytes of a new file that `fill` filled; they do not hold when that was. */
export async function writeHdf5File(fill: (file: File) => void): Promise<Uint8Array<ArrayBuffer>> {
  const { File, files } = await library();
  const path = `/written-${++filesSoFar}.h5`;
  try {
    const file = new File(path, 'w');
    try {
      fill(file);
    } finally {
      file.close();
    }
    const bytes = Uint8Array.from(files.readFile(path));
    clearTimes(bytes);
    return bytes;
  } finally {
    quietly(() => files.unlink(path));
  }
}

function unreadable(): ExchangeError {
  const remedy = harmed
    ? ', or an earlier file harmed the reader; reload the page or give the command again'
    : '; save it again';
  return new ExchangeError(`not an HDF5 file, or one that is cut short or damaged${remedy}`);
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // There is nothing left to close or to remove.
  }
}
