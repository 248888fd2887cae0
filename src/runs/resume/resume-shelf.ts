/**
 * Stores the files of runs that may be cut off in the browser's IndexedDB, in a database of their
 * own: the worker that computes a run writes there, before it tells the page of the end of a stage.
 */
import type { Dexie, Table } from 'dexie';
import { answered } from '../records/answered.ts';
import { openDatabase } from '../records/open-database.ts';
import { storageError } from '../records/storage-error.ts';

/** A file as a list has it. */
export interface ShelvedResume {
  /** The run's id. */
  readonly id: string;
  /** Revision of the engine that computed it. */
  readonly engine: number;
  /** Number of stages that have ended. */
  readonly stages: number;
}

export interface ResumeShelf {
  /** Keeps a file in place of the run's one before. Rejects with a StorageError. */
  put(about: ShelvedResume, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Returns all files; those of an unknown form are left out. */
  list(): Promise<readonly ShelvedResume[]>;
  /** Returns the file of a run, or null when there is none. */
  get(id: string): Promise<Uint8Array<ArrayBuffer> | null>;
  remove(id: string): Promise<void>;
  close(): void;
}

interface StoredResume extends ShelvedResume {
  readonly bytes: Blob;
}

const version = 1;

function define(db: Dexie): void {
  db.version(version).stores({ files: 'id' });
}

function isStored(value: unknown): value is StoredResume {
  const { id, engine, stages, bytes } = Object(value) as Partial<Record<keyof StoredResume, unknown>>;
  const counts = [engine, stages].every((count) => Number.isInteger(count) && Number(count) >= 0);
  return typeof id === 'string' && counts && bytes instanceof Blob;
}

/** Time that writing a file may take, in milliseconds: a run waits for it at the end of a stage. */
const patience = 30_000;

/** Opens the shelf. Rejects when the browser keeps nothing. */
export async function openResumeShelf(name = 'spikewise-resume'): Promise<ResumeShelf> {
  const { db } = await openDatabase({ name, define, version, tables: ['files'] });
  const files: Table<unknown, IDBValidKey> = db.table('files');
  const attempt = async <T>(doing: string, action: () => PromiseLike<T>): Promise<T> => {
    try {
      return await answered(action, { patience });
    } catch (error) {
      throw storageError(doing, error);
    }
  };
  return {
    put: async (about, bytes) => {
      await attempt('keep the run', () => files.put({ ...about, bytes: new Blob([bytes]) }));
    },
    list: async () => {
      const all = await attempt('list the runs that can go on', () => files.toArray());
      return all.filter(isStored).map(({ id, engine, stages }) => ({ id, engine, stages }));
    },
    get: async (id) => {
      const stored = await attempt('read what was kept of the run', () => files.get(id));
      return isStored(stored) ? new Uint8Array(await stored.bytes.arrayBuffer()) : null;
    },
    remove: (id) => attempt('delete what was kept of the run', () => files.delete(id)),
    close: () => db.close(),
  };
}
