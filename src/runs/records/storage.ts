/**
 * Stores runs in the browser's IndexedDB, so that they survive a reload. Network files and the
 * points of plots have their own tables, so that listing is light.
 */
import type { Dexie, Table, Transaction } from 'dexie';
import { readableRun, readStoredRun } from './checks/stored-run.ts';
import { memoryRunStore } from './memory-store.ts';
import { openDatabase } from './open-database.ts';
import { withoutPoints, withPoints } from './plots.ts';
import type { RunRecord, RunStatus } from './record.ts';
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

/** The points of a run's plots, in the order of `withoutPoints`. */
interface StoredPlots {
  readonly id: IDBValidKey;
  readonly points: unknown;
}

interface Tables {
  readonly runs: Table<unknown, IDBValidKey>;
  readonly networks: Table<StoredNetwork, IDBValidKey>;
  readonly plots: Table<StoredPlots, IDBValidKey>;
}

function tablesOf(of: Pick<Dexie, 'table'>): Tables {
  return { runs: of.table('runs'), networks: of.table('networks'), plots: of.table('plots') };
}

/** Today's version of the database. */
const version = 6;

function define(db: Dexie, upgrading: () => void): void {
  db.version(1).stores({ runs: 'id', networks: 'id' });
  // Settings came in versions 2 to 4, tasks and their scores in 5, and plots went apart in 6.
  const today = db.version(version).stores({ runs: 'id, status', networks: 'id', plots: 'id' });
  today.upgrade((stored) => {
    upgrading();
    return upgradeStored(stored);
  });
}

/**
 * Opens the store. Never rejects: when the browser keeps nothing, the store lives in memory and its
 * `problem` says why. `name` is the database's.
 */
export async function openRunStore(name = 'spikewise'): Promise<RunStore> {
  try {
    const tables = ['runs', 'networks', 'plots'];
    const { db, newer } = await openDatabase({ name, define, version, tables });
    return databaseStore(db, tablesOf(db), newer);
  } catch (error) {
    return memoryRunStore(storageError('open the stored runs', error));
  }
}

/**
 * Replaces stored runs by runs of today. Those that cannot be read stay untouched, because a later
 * Spikewise may know them.
 */
async function upgradeStored(stored: Transaction): Promise<void> {
  const { runs, plots } = tablesOf(stored);
  for (const key of await runs.toCollection().primaryKeys()) {
    const run = readableRun(await runs.get(key));
    if (run) await putPoints(runs, plots, run);
  }
}

/** Writes a run without the points of its plots, and these, if there are any, beside it. */
async function putPoints(runs: Tables['runs'], plots: Tables['plots'], run: RunSummary): Promise<void> {
  const { light, points } = withoutPoints(run);
  await runs.put(light);
  if (points.length > 0) await plots.put({ id: run.id, points });
  else await plots.delete(run.id);
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
  const { runs, networks, plots } = tables;
  const all = [runs, networks, plots];
  // The network and the stages that are stored of a running run, so that the rows of an epoch do
  // not write them again.
  const written = new Map<IDBValidKey, Written>();
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
      db.transaction('r', all, () => Promise.all([runs.get(key), networks.get(key), plots.get(key)])),
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
        if (record.status === 'running') written.set(record.id, record);
        else written.delete(record.id);
      }),
    add: (record) =>
      attempt(`store the run “${record.name}”`, () =>
        db.transaction('rw', all, async () => {
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
      const [run, network, plot] = await stored(id);
      // Not within the transaction: one that waits for anything but the database is over.
      const read = readableRun(run);
      return read && { ...withPoints(marked(read), plot?.points), network: await bytesOf(network) };
    },
    summary,
    keys: () => attempt('list the stored runs', () => runs.toCollection().primaryKeys()),
    raw: async (key) => {
      const [run, network, plot] = await stored(key);
      if (run === undefined) return null;
      const read = readableRun(run);
      return { run: read ? withPoints(read, plot?.points) : run, network: await bytesOf(network) };
    },
    remove: (key) =>
      attempt('delete a stored run', async () => {
        await db.transaction('rw', all, async () => {
          for (const table of all) await table.delete(key);
        });
        written.delete(key);
      }),
    markInterrupted: (ownerAlive) =>
      attempt('look for interrupted runs', () =>
        db.transaction('rw', runs, async () => {
          // A newer Spikewise may have no such index.
          const running = newer ? runs : runs.where('status').equals('running' satisfies RunStatus);
          const read = (await running.toArray()).flatMap((run) => readableRun(run) ?? []);
          const left = read.filter((run) => isLeftOver(run, ownerAlive));
          if (newer) for (const { id } of left) interrupted.add(id);
          else await runs.bulkPut(left.map((run) => ({ ...run, ...interruption })));
          return left.map((run) => run.id);
        }),
      ),
    close: () => db.close(),
  };
}

/** What was stored last of a run. */
type Written = Pick<RunRecord, 'network' | 'stages'>;

/** Writes all tables or none, so that a failure leaves the stored run as it was. */
function putRun(
  db: Dexie,
  { runs, networks, plots }: Tables,
  record: RunRecord,
  written: Written | undefined,
): PromiseLike<void> {
  const { network, ...summary } = record;
  return db.transaction('rw', runs, networks, plots, async () => {
    if (written?.stages === record.stages) await runs.put(withoutPoints(summary).light);
    else await putPoints(runs, plots, summary);
    if (network === written?.network) return;
    if (network) await networks.put({ id: record.id, bytes: new Blob([network as Uint8Array<ArrayBuffer>]) });
    else await networks.delete(record.id);
  });
}
