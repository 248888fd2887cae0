/**
 * Stores sweeps in the browser's IndexedDB, in a database of their own: every cell's report and
 * network as it ends, so that a reload or a crash loses nothing that was finished. Networks are
 * stored apart, so that reading results is light.
 */
import type { Dexie, Table } from 'dexie';
import { time } from '../records/checks/parts.ts';
import { namesIn, newerWords } from '../records/checks/stored-run.ts';
import { openDatabase } from '../records/open-database.ts';
import type { UnreadableRecord } from '../records/run-store.ts';
import { storageError } from '../records/storage-error.ts';
import { memoryShelf } from './memory-shelf.ts';
import { parseSweep } from './plan.ts';
import { formerKey } from './present-key.ts';
import type { CellResult } from './sweep.ts';
import { SweepError } from './sweep-error.ts';
import { readResult } from './sweep-file.ts';
import {
  type CellList,
  type KeptCell,
  newestFirst,
  type StoredSweep,
  type SweepShelf,
} from './sweep-shelf.ts';

export type { ShelvedSweep, StoredSweep, SweepShelf } from './sweep-shelf.ts';

interface StoredCell {
  readonly sweep: IDBValidKey;
  readonly key: string;
  readonly result: unknown;
}

interface StoredNetwork {
  readonly sweep: IDBValidKey;
  readonly key: string;
  /** The network file. A blob is stored without holding up the page. */
  readonly bytes: Blob;
}

type CellKey = [sweep: IDBValidKey, key: string];

interface Tables {
  readonly sweeps: Table<unknown, IDBValidKey>;
  readonly cells: Table<StoredCell, CellKey>;
  readonly networks: Table<StoredNetwork, CellKey>;
}

export const shelfName = 'spikewise-sweeps';

/** Today's version of the database. */
const version = 1;

function define(db: Dexie): void {
  db.version(version).stores({
    sweeps: 'id',
    cells: '[sweep+key], sweep',
    networks: '[sweep+key], sweep',
  });
}

/**
 * Opens the shelf. Never rejects: when the browser keeps nothing it lives in memory and its
 * `problem` says why.
 */
export async function openShelf(name = shelfName): Promise<SweepShelf> {
  try {
    const tables = ['sweeps', 'cells', 'networks'];
    const { db, newer } = await openDatabase({ name, define, version, tables });
    const [sweeps, cells, networks] = tables.map((table) => db.table(table));
    return databaseShelf(db, { sweeps, cells, networks } as unknown as Tables, newer);
  } catch (error) {
    return memoryShelf(storageError('open the stored sweeps', error));
  }
}

type Read<T> = { readonly read: T } | { readonly unreadable: UnreadableRecord };

/** Returns what `read` makes of a stored record, or what can be said of one that it refuses. */
function readRecord<T>(stored: unknown, key: IDBValidKey, inside: unknown, read: () => T): Read<T> {
  const newer = newerWords(inside);
  try {
    if (newer === null) return { read: read() };
    return { unreadable: { ...namesIn(stored), key, reason: newer, newer: true } };
  } catch (error) {
    const reason = error instanceof SweepError ? error.problems[0]! : (error as Error).message;
    return { unreadable: { ...namesIn(stored), key, reason, newer: false } };
  }
}

/** Reads a stored sweep, with what earlier versions lacked. */
export function readSweep(stored: unknown): Read<StoredSweep> {
  const { id, createdAt, updatedAt, file, sweep } = (stored ?? {}) as Partial<StoredSweep>;
  return readRecord(stored, id as IDBValidKey, { spec: sweep?.base }, () => {
    if (typeof id !== 'string') throw new SweepError(['it has no id']);
    for (const at of [createdAt, updatedAt])
      if (!time.safeParse(at).success) throw new SweepError(['it has no time']);
    if (file !== null && typeof file !== 'string') throw new SweepError(['its file has no name']);
    return { ...(stored as StoredSweep), sweep: parseSweep(sweep) };
  });
}

/** Reads a stored cell as one of today's. */
export function readCell(key: string, result: unknown): Read<CellResult> {
  const named = { name: key };
  return readRecord(named, key, result, () => readResult(result, 'the stored cell'));
}

async function attempt<T>(doing: string, action: () => PromiseLike<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw storageError(doing, error);
  }
}

/** Selects the rows of a sweep. Its key may be of any kind where its record is damaged. */
function ofSweep<Row>(table: Table<Row, CellKey>, id: IDBValidKey) {
  return table.where('sweep').equals(id as string);
}

function databaseShelf(db: Dexie, { sweeps, cells, networks }: Tables, newer: boolean): SweepShelf {
  const all = [sweeps, cells, networks];
  const cellList = async (id: string): Promise<CellList> => {
    const stored = await attempt('read the stored cells', () => ofSweep(cells, id).toArray());
    const read = stored.map(({ key, result }) => readCell(key, result));
    return {
      results: read.flatMap((cell) => ('read' in cell ? [cell.read] : [])),
      unreadable: read.flatMap((cell) => ('unreadable' in cell ? [cell.unreadable] : [])),
    };
  };
  const results = async (id: string) => (await cellList(id)).results;
  const putCell = async (id: string, { result, network }: KeptCell) => {
    await cells.put({ sweep: id, key: result.key, result });
    const bytes = network && new Blob([network as Uint8Array<ArrayBuffer>]);
    if (bytes) await networks.put({ sweep: id, key: result.key, bytes });
  };
  const removeCell = async (id: string, key: string) => {
    await cells.delete([id, key]);
    await networks.delete([id, key]);
  };
  const save = (id: string, result: CellResult, network: Uint8Array | null) =>
    attempt(`store the cell ${result.key}`, () =>
      db.transaction('rw', all, async () => {
        const former = formerKey(result.key);
        if (former !== result.key) await removeCell(id, former);
        await putCell(id, { result, network });
        await sweeps.update(id, { updatedAt: new Date().toISOString() });
      }),
    );
  const network = async (id: IDBValidKey, key: string) => {
    const stored = await attempt(
      'read the network of a cell',
      async () => (await networks.get([id, key])) ?? (await networks.get([id, formerKey(key)])),
    );
    return stored?.bytes instanceof Blob ? new Uint8Array(await stored.bytes.arrayBuffer()) : null;
  };
  return {
    problem: null,
    newer,
    list: () =>
      attempt('list the stored sweeps', async () => {
        const stored = (await sweeps.toArray()).map(readSweep);
        const readable = stored.flatMap((sweep) => ('read' in sweep ? [sweep.read] : [])).sort(newestFirst);
        const ended = await Promise.all(readable.map(({ id }) => ofSweep(cells, id).count()));
        return {
          sweeps: readable.map((sweep, i) => ({ ...sweep, ended: ended[i]! })),
          unreadable: stored.flatMap((sweep) => ('unreadable' in sweep ? [sweep.unreadable] : [])),
        };
      }),
    put: (sweep, given = []) =>
      attempt('store the sweep', () =>
        db.transaction('rw', all, async () => {
          await sweeps.put(sweep);
          await cells.bulkPut(given.map((result) => ({ sweep: sweep.id, key: result.key, result })));
        }),
      ),
    add: (sweep, given) =>
      attempt('store the sweep', () =>
        db.transaction('rw', all, async () => {
          if ((await sweeps.get(sweep.id)) === undefined) await sweeps.put(sweep);
          const there = new Set((await ofSweep(cells, sweep.id).primaryKeys()).map(([, key]) => key));
          const missing = given.filter(({ result }) => !there.has(result.key));
          for (const cell of missing) await putCell(sweep.id, cell);
          return missing.map(({ result }) => result.key);
        }),
      ),
    results,
    cells: cellList,
    removeCell: (id, key) =>
      attempt('delete the cell', () => db.transaction('rw', all, () => removeCell(id, key))),
    network,
    raw: async (id) => {
      const sweep = await attempt('read the sweep', () => sweeps.get(id));
      if (sweep === undefined) return null;
      const keys = await attempt('read the stored cells', () => ofSweep(cells, id).primaryKeys());
      return { sweep, cells: keys.map(([, key]) => key) };
    },
    rawCell: async (id, key) => {
      const stored = await attempt('read a stored cell', () => cells.get([id, key]));
      return stored ? { result: stored.result, network: await network(id, key) } : null;
    },
    keys: () => attempt('list the stored sweeps', () => sweeps.toCollection().primaryKeys()),
    remove: (id) =>
      attempt('delete the sweep', () =>
        db.transaction('rw', all, async () => {
          const sweep = await sweeps.get(id);
          const ofCells = await ofSweep(cells, id).toArray();
          const ofNetworks = await ofSweep(networks, id).toArray();
          await sweeps.delete(id);
          await ofSweep(cells, id).delete();
          await ofSweep(networks, id).delete();
          return () =>
            attempt('bring the sweep back', () =>
              db.transaction('rw', all, async () => {
                // Another tab may have run it again in the meantime.
                if ((await sweeps.get(id)) !== undefined) return false;
                if (sweep) await sweeps.put(sweep);
                await cells.bulkPut(ofCells);
                await networks.bulkPut(ofNetworks);
                return true;
              }),
            );
        }),
      ),
    store: (id) => ({ load: () => results(id), save: (result, bytes) => save(id, result, bytes) }),
    close: () => db.close(),
  };
}
