/**
 * The store of runs. There is one interface, with IndexedDB behind it, or memory when there is
 * none.
 */
import type { RunRecord } from './record.ts';
import type { StorageError } from './storage-error.ts';

/** A run without its network file, which may be ten megabytes. */
export type RunSummary = Omit<RunRecord, 'network'>;

export interface RunStore {
  /** The reason why runs do not outlive the page, in words for the page; null when they do. */
  readonly problem: StorageError | null;
  /**
   * Keeps a run, replacing the one with its id. Rejects with {@link StorageError}; the stored runs
   * then stay as they were.
   */
  put(record: RunRecord): Promise<void>;
  /** Returns all runs, the newest first. */
  list(): Promise<readonly RunSummary[]>;
  /** Returns the whole run, or null when there is none with this id. */
  get(id: string): Promise<RunRecord | null>;
  remove(id: string): Promise<void>;
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
