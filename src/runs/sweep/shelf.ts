/**
 * Stores sweeps in the browser's IndexedDB, in a database of their own: every cell's report and
 * network as it ends, so that a reload or a crash loses nothing that was finished. Networks are
 * stored apart, so that reading results is light.
 */
import { Dexie, type Table } from 'dexie';
import { type StorageError, storageError } from '../records/storage-error.ts';
import { parseSweep } from './plan.ts';
import { formerKey } from './present-key.ts';
import type { CellResult, SweepSpec, SweepStore } from './sweep.ts';
import { SweepError } from './sweep-error.ts';
import { readResult } from './sweep-file.ts';

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

export interface SweepShelf {
  /** The reason why sweeps do not outlive the page; null when they do. */
  readonly problem: StorageError | null;
  /** Returns all sweeps, the last changed one first. */
  list(): Promise<readonly ShelvedSweep[]>;
  put(sweep: StoredSweep, results?: readonly CellResult[]): Promise<void>;
  results(id: string): Promise<readonly CellResult[]>;
  /** Returns the network file of a cell, or null when none was kept. */
  network(id: string, key: string): Promise<Uint8Array | null>;
  /** Deletes a sweep with all its cells; returns a function that brings it back. */
  remove(id: string): Promise<() => Promise<void>>;
  /** Returns the shelf as the queue sees it: the cells of one sweep. */
  store(id: string): SweepStore;
  close(): void;
}

interface StoredCell {
  readonly sweep: string;
  readonly key: string;
  readonly result: CellResult;
}

interface StoredNetwork {
  readonly sweep: string;
  readonly key: string;
  /** The network file. A blob is stored without holding up the page. */
  readonly bytes: Blob;
}

interface Tables {
  readonly sweeps: Table<StoredSweep, string>;
  readonly cells: Table<StoredCell, [string, string]>;
  readonly networks: Table<StoredNetwork, [string, string]>;
}

export const shelfName = 'spikewise-sweeps';

/**
 * Opens the shelf. Never rejects: when the browser keeps nothing it lives in memory and its
 * `problem` says why.
 */
export async function openShelf(name = shelfName): Promise<SweepShelf> {
  try {
    const db = new Dexie(name) as Dexie & Tables;
    db.version(1).stores({
      sweeps: 'id',
      cells: '[sweep+key], sweep',
      networks: '[sweep+key], sweep',
    });
    await db.open();
    return databaseShelf(db);
  } catch (error) {
    return memoryShelf(storageError('open the stored sweeps', error));
  }
}

/** Returns the stored sweep with what earlier versions lacked, or null when it is none. */
function sweepOfNow(stored: StoredSweep): StoredSweep | null {
  const { id, createdAt, updatedAt, file } = stored;
  const texts = [id, createdAt, updatedAt, file ?? ''];
  if (!texts.every((text) => typeof text === 'string')) return null;
  try {
    return { ...stored, sweep: parseSweep(stored.sweep) };
  } catch (error) {
    if (error instanceof SweepError) return null;
    throw error;
  }
}

/** Returns the stored cell as one of today's, or null when it is none. */
function resultOfNow(stored: unknown): CellResult | null {
  try {
    return readResult(stored, 'the stored cell');
  } catch (error) {
    if (error instanceof SweepError) return null;
    throw error;
  }
}

function newestFirst(a: StoredSweep, b: StoredSweep): number {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

async function attempt<T>(doing: string, action: () => PromiseLike<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw storageError(doing, error);
  }
}

function databaseShelf(db: Dexie & Tables): SweepShelf {
  const all = [db.sweeps, db.cells, db.networks];
  const results = (id: string) =>
    attempt('read the stored cells', async () =>
      (await db.cells.where('sweep').equals(id).toArray()).flatMap((cell) => resultOfNow(cell.result) ?? []),
    );
  const save = (id: string, result: CellResult, network: Uint8Array | null) =>
    attempt(`store the cell ${result.key}`, () =>
      db.transaction('rw', all, async () => {
        const former = formerKey(result.key);
        if (former !== result.key) {
          await db.cells.delete([id, former]);
          await db.networks.delete([id, former]);
        }
        await db.cells.put({ sweep: id, key: result.key, result });
        if (network)
          await db.networks.put({
            sweep: id,
            key: result.key,
            bytes: new Blob([network as Uint8Array<ArrayBuffer>]),
          });
        await db.sweeps.update(id, { updatedAt: new Date().toISOString() });
      }),
    );
  return {
    problem: null,
    list: () =>
      attempt('list the stored sweeps', async () => {
        const stored = (await db.sweeps.toArray())
          .flatMap((sweep) => sweepOfNow(sweep) ?? [])
          .sort(newestFirst);
        const ended = await Promise.all(stored.map(({ id }) => db.cells.where('sweep').equals(id).count()));
        return stored.map((sweep, i) => ({ ...sweep, ended: ended[i]! }));
      }),
    put: (sweep, cells = []) =>
      attempt('store the sweep', () =>
        db.transaction('rw', all, async () => {
          await db.sweeps.put(sweep);
          await db.cells.bulkPut(cells.map((result) => ({ sweep: sweep.id, key: result.key, result })));
        }),
      ),
    results,
    network: (id, key) =>
      attempt('read the network of a cell', async () => {
        const stored = (await db.networks.get([id, key])) ?? (await db.networks.get([id, formerKey(key)]));
        return stored ? new Uint8Array(await stored.bytes.arrayBuffer()) : null;
      }),
    remove: (id) =>
      attempt('delete the sweep', () =>
        db.transaction('rw', all, async () => {
          const sweep = await db.sweeps.get(id);
          const cells = await db.cells.where('sweep').equals(id).toArray();
          const networks = await db.networks.where('sweep').equals(id).toArray();
          await db.sweeps.delete(id);
          await db.cells.where('sweep').equals(id).delete();
          await db.networks.where('sweep').equals(id).delete();
          return () =>
            attempt('bring the sweep back', () =>
              db.transaction('rw', all, async () => {
                if (sweep) await db.sweeps.put(sweep);
                await db.cells.bulkPut(cells);
                await db.networks.bulkPut(networks);
              }),
            );
        }),
      ),
    store: (id) => ({ load: () => results(id), save: (result, network) => save(id, result, network) }),
    close: () => db.close(),
  };
}

/** Creates a shelf in memory, for a page whose browser keeps nothing. */
export function memoryShelf(problem: StorageError | null): SweepShelf {
  const sweeps = new Map<string, StoredSweep>();
  const cells = new Map<string, Map<string, { result: CellResult; network: Uint8Array | null }>>();
  const of = (id: string) => {
    const found = cells.get(id) ?? new Map();
    cells.set(id, found);
    return found as Map<string, { result: CellResult; network: Uint8Array | null }>;
  };
  const results = async (id: string) => [...of(id).values()].map(({ result }) => result);
  return {
    problem,
    list: async () =>
      [...sweeps.values()].sort(newestFirst).map((sweep) => ({ ...sweep, ended: of(sweep.id).size })),
    async put(sweep, given = []) {
      sweeps.set(sweep.id, sweep);
      for (const result of given) of(sweep.id).set(result.key, { result, network: null });
    },
    results,
    network: async (id, key) => of(id).get(key)?.network ?? null,
    async remove(id) {
      const sweep = sweeps.get(id);
      const kept = cells.get(id);
      sweeps.delete(id);
      cells.delete(id);
      return async () => {
        if (sweep) sweeps.set(id, sweep);
        if (kept) cells.set(id, kept);
      };
    },
    store: (id) => ({
      load: () => results(id),
      save: async (result, network) => {
        of(id).set(result.key, { result, network });
        const sweep = sweeps.get(id);
        if (sweep) sweeps.set(id, { ...sweep, updatedAt: new Date().toISOString() });
      },
    }),
    close() {},
  };
}
