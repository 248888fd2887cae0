/**
 * The store of sweeps. There is one interface, with IndexedDB behind it, or memory when there is
 * none.
 */
import type { UnreadableRecord } from '../records/run-store.ts';
import type { StorageError } from '../records/storage-error.ts';
import type { CellResult, SweepSpec, SweepStore } from './sweep.ts';

export interface StoredSweep {
  readonly id: string;
  readonly sweep: SweepSpec;
  /** Name of the results file that the sweep was read from; null when it was run here. */
  readonly file: string | null;
  /** Time in ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ShelvedSweep extends StoredSweep {
  /** Number of cells that have a result, failed ones included. */
  readonly ended: number;
}

export interface SweepList {
  /** All sweeps that can be read, the last changed one first. */
  readonly sweeps: readonly ShelvedSweep[];
  readonly unreadable: readonly UnreadableRecord[];
}

export interface CellList {
  readonly results: readonly CellResult[];
  readonly unreadable: readonly UnreadableRecord[];
}

export interface KeptCell {
  readonly result: CellResult;
  readonly network: Uint8Array | null;
}

/** A sweep as it is stored, with the keys of its cells. */
export interface RawSweep {
  readonly sweep: unknown;
  readonly cells: readonly string[];
}

/** A cell as it is stored, with its network file. */
export interface RawCell {
  readonly result: unknown;
  readonly network: Uint8Array | null;
}

export interface SweepShelf {
  /** The reason why sweeps do not outlive the page; null when they do. */
  readonly problem: StorageError | null;
  /** Whether a newer Spikewise has set up the storage. */
  readonly newer: boolean;
  list(): Promise<SweepList>;
  put(sweep: StoredSweep, results?: readonly CellResult[]): Promise<void>;
  /**
   * Keeps what is not there yet of a sweep and its cells, and replaces nothing. Resolves to the
   * keys of the cells that were kept.
   */
  add(sweep: StoredSweep, cells: readonly KeptCell[]): Promise<readonly string[]>;
  /** Returns the cells of a sweep, and what is damaged, or of a newer Spikewise, among them. */
  cells(id: string): Promise<CellList>;
  results(id: string): Promise<readonly CellResult[]>;
  /** Deletes one cell, by the key under which it is stored. */
  removeCell(id: string, key: string): Promise<void>;
  /** Returns the network file of a cell, or null when none was kept. */
  network(id: string, key: string): Promise<Uint8Array | null>;
  /** Returns a sweep as it is stored, whatever it is, or null when there is none. */
  raw(id: IDBValidKey): Promise<RawSweep | null>;
  rawCell(id: IDBValidKey, key: string): Promise<RawCell | null>;
  /** Returns the keys of all sweeps, those that cannot be read included. */
  keys(): Promise<readonly IDBValidKey[]>;
  /**
   * Deletes a sweep with all its cells. Returns a function that brings it back, and resolves to
   * whether it did: where a sweep of this id has come since, nothing is replaced.
   */
  remove(id: IDBValidKey): Promise<() => Promise<boolean>>;
  /** Returns the shelf as the queue sees it: the cells of one sweep. */
  store(id: string): SweepStore;
  close(): void;
}

export function newestFirst(a: StoredSweep, b: StoredSweep): number {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}
