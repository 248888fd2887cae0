/**
 * Stores runs in the browser's IndexedDB, so that they survive a reload. Network files have their
 * own table, so that listing is light.
 */
import { Dexie, type Table } from 'dexie';
import { memoryRunStore } from './memory-store.ts';
import type { RunRecord } from './record.ts';
import { interruption, isLeftOver, newestFirst, type RunStore, type RunSummary } from './run-store.ts';
import { storageError } from './storage-error.ts';
import { readStoredRun } from './stored-run.ts';

export type { RunStore, RunSummary } from './run-store.ts';
export { StorageError } from './storage-error.ts';

interface StoredNetwork {
  readonly id: string;
  /**
   * The network file. A blob is stored without holding up the page; an array makes the browser
   * clone all of its megabytes within the call.
   */
  readonly bytes: Blob | Uint8Array;
}

/** Reads the bytes. Runs that were stored before networks were blobs have arrays. */
async function bytesOf(stored: StoredNetwork | undefined): Promise<Uint8Array | null> {
  if (!stored) return null;
  const { bytes } = stored;
  return bytes instanceof Blob ? new Uint8Array(await bytes.arrayBuffer()) : bytes;
}

interface Tables {
  readonly runs: Table<RunSummary, string>;
  readonly networks: Table<StoredNetwork, string>;
}

/**
 * Opens the store. Never rejects: when the browser keeps nothing, the store lives in memory and its
 * `problem` says why. `name` is the database's.
 */
export async function openRunStore(name = 'spikewise'): Promise<RunStore> {
  try {
    const db = new Dexie(name) as Dexie & Tables;
    db.version(1).stores({ runs: 'id', networks: 'id' });
    // Settings came in versions 2 to 4, tasks and their scores in 5.
    db.version(5).upgrade((stored) => stored.table('runs').toCollection().modify(upgradeStored));
    await db.open();
    return databaseStore(db);
  } catch (error) {
    return memoryRunStore(storageError('open the stored runs', error));
  }
}

/**
 * Replaces a stored run by the run of today. Returns false when it cannot be read: it stays
 * untouched, because a later Spikewise may know it.
 */
function upgradeStored(run: unknown, stored: { value: unknown }): boolean {
  const upgraded = readStoredRun(run);
  stored.value = upgraded ?? run;
  return upgraded !== null;
}

/** Returns all runs that can be read. An older page in another tab may have written some since. */
async function readAll(db: Tables): Promise<RunSummary[]> {
  return (await db.runs.toArray()).flatMap((run) => readStoredRun(run) ?? []);
}

function databaseStore(db: Dexie & Tables): RunStore {
  // The network that is stored for a running run, so that the rows of an epoch do not write it
  // again.
  const written = new Map<string, Uint8Array | null>();
  const attempt = async <T>(doing: string, action: () => PromiseLike<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      throw storageError(doing, error);
    }
  };
  return {
    problem: null,
    put: (record) =>
      attempt(`store the run “${record.name}”`, async () => {
        await putRun(db, record, written.get(record.id));
        if (record.status === 'running') written.set(record.id, record.network);
        else written.delete(record.id);
      }),
    list: () => attempt('list the stored runs', async () => (await readAll(db)).sort(newestFirst)),
    get: (id) =>
      attempt('read a stored run', async () => {
        const [run, stored] = await db.transaction('r', db.runs, db.networks, () =>
          Promise.all([db.runs.get(id), db.networks.get(id)]),
        );
        // Not within the transaction: one that waits for anything but the database is over.
        const summary = run ? readStoredRun(run) : null;
        return summary ? { ...summary, network: await bytesOf(stored) } : null;
      }),
    remove: (id) =>
      attempt('delete a stored run', async () => {
        await db.transaction('rw', db.runs, db.networks, async () => {
          await db.runs.delete(id);
          await db.networks.delete(id);
        });
        written.delete(id);
      }),
    markInterrupted: (ownerAlive) =>
      attempt('look for interrupted runs', () =>
        db.transaction('rw', db.runs, async () => {
          const left = (await readAll(db)).filter((run) => isLeftOver(run, ownerAlive));
          await db.runs.bulkPut(left.map((run) => ({ ...run, ...interruption })));
          return left.map((run) => run.id);
        }),
      ),
    close: () => db.close(),
  };
}

/** Writes both tables or neither, so that a failure leaves the stored run as it was. */
function putRun(
  db: Dexie & Tables,
  record: RunRecord,
  written: Uint8Array | null | undefined,
): PromiseLike<void> {
  const { network, ...summary } = record;
  return db.transaction('rw', db.runs, db.networks, async () => {
    await db.runs.put(summary);
    if (network === written) return;
    if (network)
      await db.networks.put({ id: record.id, bytes: new Blob([network as Uint8Array<ArrayBuffer>]) });
    else await db.networks.delete(record.id);
  });
}
