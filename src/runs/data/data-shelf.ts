/**
 * What keeps imported data sets, or imported networks, in a browser, a file for each: its origin
 * private file system where there is one, else IndexedDB. Each is there whole or not at all.
 */

/** A kept set or network; what its file holds is read when it is wanted. */
export interface KeptFile {
  readonly hash: string;
  readonly file: Blob;
  /** Time at which it was kept, in milliseconds. */
  readonly keptAt: number;
}

export interface DataShelf {
  /** Returns all that are there whole. Rejects with a StorageError, as the others do. */
  list(): Promise<readonly KeptFile[]>;
  /** Keeps one. Only a worker can do it where they are files. */
  put(hash: string, file: Blob): Promise<void>;
  remove(hash: string): Promise<void>;
  /** Deletes what is left of those that were being written when their tab was closed. */
  tidy(): Promise<void>;
  close(): void;
}
