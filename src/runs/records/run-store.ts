/**
 * The store of runs. There is one interface, with IndexedDB behind it, or memory when there is
 * none.
 */
import type { RunRecord } from './record.ts';
import type { StorageError } from './storage-error.ts';

/**
 * A run without its network file, which may be ten megabytes. In a list it has no points in its
 * plots either.
 */
export type RunSummary = Omit<RunRecord, 'network'>;

/** A stored record that is damaged, or of a newer Spikewise. It stays as it is. */
export interface UnreadableRecord {
  /** The key under which it is stored. */
  readonly key: IDBValidKey;
  /** Its name and the time at which it began, as far as it has them. */
  readonly name: string | null;
  readonly createdAt: string | null;
  /** What is wrong with it, in words. */
  readonly reason: string;
  /** Whether it is of a newer Spikewise, which can read it. */
  readonly newer: boolean;
}

export interface RunList {
  /** All runs that can be read, the newest first. */
  readonly runs: readonly RunSummary[];
  readonly unreadable: readonly UnreadableRecord[];
}

/** A record as it is stored, whatever it is, with its network file. */
export interface RawRun {
  readonly run: unknown;
  readonly network: Uint8Array | null;
}

export interface RunStore {
  /** The reason why runs do not outlive the page, in words for the page; null when they do. */
  readonly problem: StorageError | null;
  /** Whether a newer Spikewise has set up the storage. */
  readonly newer: boolean;
  /**
   * Keeps a run, replacing the one with its id. Rejects with {@link StorageError}; the stored runs
   * then stay as they were.
   */
  put(record: RunRecord): Promise<void>;
  /** Keeps a run unless there is one of its id; resolves to whether it was kept. */
  add(record: RunRecord): Promise<boolean>;
  list(): Promise<RunList>;
  /** Returns the whole run, or null when there is none with this id. */
  get(id: string): Promise<RunRecord | null>;
  /** Returns the run without its network, or null when there is none with this id. */
  summary(id: string): Promise<RunSummary | null>;
  /** Returns the keys of all records, those that cannot be read included. */
  keys(): Promise<readonly IDBValidKey[]>;
  /** Returns a record as it is stored, or null when there is none. */
  raw(key: IDBValidKey): Promise<RawRun | null>;
  remove(key: IDBValidKey): Promise<void>;
  /**
   * Marks as interrupted every run that is stored as running and that nobody computes any more.
   * Curves and last network stay. Returns the ids.
   */
  markInterrupted(ownerAlive: (id: string) => boolean): Promise<readonly string[]>;
  close(): void;
}

export const interruptedMessage =
  'The page was closed or reloaded while this run was going. Its curves and the network of its last finished stage are kept.';

/**
 * Compares runs for a list with the newest first; equal times by id, so that the order never
 * changes.
 */
export function newestFirst(a: RunSummary, b: RunSummary): number {
  return compare(b.createdAt, a.createdAt) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isLeftOver(run: RunSummary, ownerAlive: (id: string) => boolean): boolean {
  return run.status === 'running' && !ownerAlive(run.id);
}

export const interruption = { status: 'interrupted', failure: interruptedMessage } as const;
