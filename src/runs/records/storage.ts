/**
 * Stores runs in the browser's IndexedDB, so that they survive a reload. Network files have their
 * own table, so that listing is light.
 */
import type { Dexie, Table } from 'dexie';
import { readableRun, readStoredRun } from './checks/stored-run.ts';
import { memoryRunStore } from './memory-store.ts';
import { openDatabase } from './open-database.ts';
import type { RunRecord } from './record.ts';
import {
  interruption,
  isLeftOver,
  newestFirst,
  type RunList,
  type RunStore,
  type RunSummary,
  type UnreadableRecord,
} from './run-store.ts';
import { storageError } from './storage-error.ts';

export type { RunList, RunStore, RunSummary, UnreadableRecord } from './run-store.ts';
export { StorageError } from './storage-error.ts';

interface StoredNetwork {
  readonly id: IDBValidKey;
  /**
   * The network file. A blob is stored without holding up the page; an array makes the browser
   * clone all of its megabytes within the call.
   */
  readonly bytes: Blob | Uint8Array;
}

/**
 * Reads the bytes. Runs that were stored before networks were blobs have arrays; a damaged record
 * may have neither.
 */
async function bytesOf(stored: StoredNetwork | undefined): Promise<Uint8Array | null> {
  const bytes: unknown = stored?.bytes;
  if (bytes instanceof Blob) return new Uint8Array(await bytes.arrayBuffer());
  return bytes instanceof Uint8Array ? bytes : null;
}

interface Tables {
  readonly runs: Table<unknown, IDBValidKey>;
  readonly networks: Table<StoredNetwork, IDBValidKey>;
}

/** Today's version of the database. */
const version = 5;

function define(db: Dexie): void {
  db.version(1).stores({ runs: 'id', networks: 'id' });
  // Settings came in versions 2 to 4, tasks and their scores in 5.
  db.version(version).upgrade((stored) => stored.table('runs').toCollection().modify(upgradeStored));
}

/**
 * Opens the store. Never rejects: when the browser keeps nothing, the store lives in memory and its
 * `problem` says why. `name` is the database's.
 */
export async function openRunStore(name = 'spikewise'): Promise<RunStore> {
  try {
    const { db, newer } = await openDatabase({ name, define, version, tables: ['runs', 'networks'] });
    return databaseStore(db, { runs: db.table('runs'), networks: db.table('networks') }, newer);
  } catch (error) {
    return memoryRunStore(storageError('open the stored runs', error));
  }
}

/**
 * Replaces a stored run by the run of today. Returns false when it cannot be read: it stays
 * untouched, because a later Spikewise may know it.
 */
function upgradeStored(run: unknown, stored: { value: unknown }): boolean {
  const upgraded = readableRun(run);
  stored.value = upgraded ?? run;
  return upgraded !== null;
}

/**
 * Reads all runs, and sets aside those that cannot be read. An older page in another tab may have
 * written some since the database was upgraded.
 */
async function readAll({ runs }: Tables): Promise<RunList> {
  const readable: RunSummary[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const stored of await runs.toArray()) {
    const read = readStoredRun(stored);
    if ('run' in read) readable.push(read.run);
    else unreadable.push(read.unreadable);
  }
  return { runs: readable.sort(newestFirst), unreadable };
}

function databaseStore(db: Dexie, tables: Tables, newer: boolean): RunStore {
  const { runs, networks } = tables;
  // The network that is stored for a running run, so that the rows of an epoch do not write it
  // again.
  const written = new Map<IDBValidKey, Uint8Array | null>();
  // The interrupted runs of a newer Spikewise, whose records are left as they are.
  const interrupted = new Set<string>();
  const marked = (run: RunSummary): RunSummary =>
    interrupted.has(run.id) ? { ...run, ...interruption } : run;
  const attempt = async <T>(doing: string, action: () => PromiseLike<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      throw storageError(doing, error);
    }
  };
  const stored = (key: IDBValidKey) =>
    attempt('read a stored run', () =>
      db.transaction('r', runs, networks, () => Promise.all([runs.get(key), networks.get(key)])),
    );
  const summary = async (id: string): Promise<RunSummary | null> => {
    const run = readableRun(await attempt('read a stored run', () => runs.get(id)));
    return run && marked(run);
  };
  return {
    problem: null,
    newer,
    put: (record) =>
      attempt(`store the run “${record.name}”`, async () => {
        await putRun(db, tables, record, written.get(record.id));
        if (record.status === 'running') written.set(record.id, record.network);
        else written.delete(record.id);
      }),
    add: (record) =>
      attempt(`store the run “${record.name}”`, () =>
        db.transaction('rw', runs, networks, async () => {
          if ((await runs.get(record.id)) !== undefined) return false;
          await putRun(db, tables, record, undefined);
          return true;
        }),
      ),
    list: () =>
      attempt('list the stored runs', async () => {
        const list = await readAll(tables);
        return { ...list, runs: list.runs.map(marked) };
      }),
    get: async (id) => {
      const [run, network] = await stored(id);
      // Not within the transaction: one that waits for anything but the database is over.
      const read = readableRun(run);
      return read && { ...marked(read), network: await bytesOf(network) };
    },
    summary,
    keys: () => attempt('list the stored runs', () => runs.toCollection().primaryKeys()),
    raw: async (key) => {
      const [run, network] = await stored(key);
      return run === undefined ? null : { run, network: await bytesOf(network) };
    },
    remove: (key) =>
      attempt('delete a stored run', async () => {
        await db.transaction('rw', runs, networks, async () => {
          await runs.delete(key);
          await networks.delete(key);
        });
        written.delete(key);
      }),
    markInterrupted: (ownerAlive) =>
      attempt('look for interrupted runs', () =>
        db.transaction('rw', runs, async () => {
          const left = (await readAll(tables)).runs.filter((run) => isLeftOver(run, ownerAlive));
          if (newer) for (const { id } of left) interrupted.add(id);
          else await runs.bulkPut(left.map((run) => ({ ...run, ...interruption })));
          return left.map((run) => run.id);
        }),
      ),
    close: () => db.close(),
  };
}

/** Writes both tables or neither, so that a failure leaves the stored run as it was. */
function putRun(
  db: Dexie,
  { runs, networks }: Tables,
  record: RunRecord,
  written: Uint8Array | null | undefined,
): PromiseLike<void> {
  const { network, ...summary } = record;
  return db.transaction('rw', runs, networks, async () => {
    await runs.put(summary);
    if (network === written) return;
    if (network) await networks.put({ id: record.id, bytes: new Blob([network as Uint8Array<ArrayBuffer>]) });
    else await networks.delete(record.id);
  });
}
