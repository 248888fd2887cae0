/**
 * Opens a database of this Spikewise, or one that a newer Spikewise has set up, as it is: nothing
 * in it is upgraded or added to.
 */
import type { Dexie } from 'dexie';
import { answered } from './answered.ts';

export interface Plan {
  readonly name: string;
  /**
   * Defines the versions of the database up to today's. An upgrade calls `upgrading` as it begins:
   * with many runs it takes its time.
   */
  readonly define: (db: Dexie, upgrading: () => void) => void;
  /** Today's version. */
  readonly version: number;
  readonly tables: readonly string[];
}

export interface Opened {
  readonly db: Dexie;
  /** Whether a newer Spikewise has set it up. */
  readonly newer: boolean;
}

/** Thrown when a newer Spikewise has moved what is stored to where this one does not look. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/**
 * Opens the database; makes it if there is none. Rejects with {@link NewerDatabaseError}, and with
 * a NoAnswerError when the browser gives no answer in time.
 */
export async function openDatabase({ name, define, version, tables }: Plan): Promise<Opened> {
  // Dexie counts in tenths, and raises the number by one where it repairs a schema.
  const newer = Math.floor((await answered(() => installedVersion(name))) / 10) > version;
  // Loaded here, so that the page is drawn before what it has stored is read.
  const { Dexie: Database } = await import('dexie');
  const db: Dexie = new Database(name);
  let isBusy = false;
  if (!newer)
    define(db, () => {
      isBusy = true;
    });
  try {
    await answered(() => db.open(), { isBusy: () => isBusy });
  } catch (error) {
    // A database that opens after all is not used.
    db.close();
    throw error;
  }
  if (!newer) return { db, newer };
  const there = new Map(db.tables.map((table) => [table.name, table]));
  if (tables.every((table) => there.has(table))) return { db, newer };
  db.close();
  throw new NewerDatabaseError();
}

/**
 * Returns the version that IndexedDB has of a database, 0 when there is none. Dexie itself opens a
 * newer one without a word, and adds to it what it lacks.
 */
function installedVersion(name: string): Promise<number> {
  // Dexie says it in its own way where there is no IndexedDB.
  if (typeof indexedDB === 'undefined') return Promise.resolve(0);
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    let isThere = true;
    request.onupgradeneeded = () => {
      isThere = false;
      request.transaction?.abort();
    };
    request.onsuccess = () => {
      const { version } = request.result;
      request.result.close();
      resolve(version);
    };
    request.onerror = (event) => {
      event.preventDefault();
      if (isThere) reject(request.error);
      else resolve(0);
    };
  });
}
