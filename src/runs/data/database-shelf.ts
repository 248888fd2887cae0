/** Keeps imported sets or networks in IndexedDB, each kind in a database of its own. */
import type { Dexie, Table } from 'dexie';
import { answered } from '../records/answered.ts';
import { openDatabase } from '../records/open-database.ts';
import { storageError } from '../records/storage-error.ts';
import type { DataShelf, KeptFile } from './data-shelf.ts';
import { dataKind, type ShelfKind } from './shelf-kind.ts';

const version = 1;

function define(db: Dexie): void {
  db.version(version).stores({ sets: 'hash' });
}

/** Time that storing a large file may take, in milliseconds. */
const patience = 120_000;

function isKept(value: unknown): value is KeptFile {
  const { hash, file, keptAt } = Object(value) as Partial<Record<keyof KeptFile, unknown>>;
  return typeof hash === 'string' && file instanceof Blob && Number.isFinite(keptAt);
}

async function attempt<T>(doing: string, action: () => PromiseLike<T>): Promise<T> {
  try {
    return await answered(action, { patience });
  } catch (error) {
    throw storageError(doing, error);
  }
}

/** Opens the shelf. Rejects when the browser keeps nothing. */
export async function openDatabaseShelf({
  database,
  title,
}: Pick<ShelfKind, 'database' | 'title'> = dataKind): Promise<DataShelf> {
  const { db } = await openDatabase({ name: database, define, version, tables: ['sets'] });
  const sets: Table<unknown, string> = db.table('sets');
  return {
    list: async () => {
      const all = await attempt(`list the kept ${title}s`, () => sets.toArray());
      return all.filter(isKept);
    },
    put: async (hash, file) => {
      await attempt(`keep the ${title}`, () => sets.put({ hash, file, keptAt: Date.now() }));
    },
    remove: (hash) => attempt(`delete the ${title}`, () => sets.delete(hash)),
    // A transaction that was cut off has changed nothing.
    tidy: async () => {},
    close: () => db.close(),
  };
}
