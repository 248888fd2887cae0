/** Reads the files of version 1, and restores its databases under IndexedDB. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));

export function pathOf(name: string): string {
  return `${folder}${name}`;
}

export function bytesOf(name: string): Uint8Array {
  return new Uint8Array(readFileSync(pathOf(name)));
}

export function textOf(name: string): string {
  return readFileSync(pathOf(name), 'utf8');
}

// biome-ignore lint/suspicious/noExplicitAny: what older versions wrote has none of today's types
export type Any = any;

export function jsonOf(name: string): Any {
  return JSON.parse(textOf(name));
}

export function namesIn(name: string): string[] {
  return readdirSync(pathOf(name)).sort();
}

/** A database as its rows; `version` is IndexedDB's own number. */
export interface DatabaseDump {
  readonly name: string;
  readonly version: number;
  /** Values that occur several times in rows, which name them by their index here. */
  readonly shared: readonly unknown[];
  readonly stores: Readonly<
    Record<
      string,
      {
        readonly keyPath: string | string[];
        readonly indexes: readonly { readonly name: string; readonly keyPath: string | string[] }[];
        readonly rows: readonly unknown[];
      }
    >
  >;
  /** The value that the Spikewise that wrote the file read from it. */
  readonly read: Any;
}

export function databases(): readonly DatabaseDump[] {
  return jsonOf('runs.json').databases;
}

/** Returns the rows of a store, as they were stored. */
export function rowsOf({ stores, shared }: DatabaseDump, store: string): Any[] {
  return stores[store]!.rows.map((row) => decode(row, shared));
}

/**
 * Decodes values that JSON lacks: each is an object with one key that begins with a dollar sign.
 */
function decode(value: unknown, shared: readonly unknown[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => decode(item, shared));
  const [key, data] = Object.entries(value)[0] ?? [];
  if (key === '$shared') return decode(shared[data as number], shared);
  if (key?.startsWith('$')) {
    const bytes = Uint8Array.from(Buffer.from(data as string, 'base64'));
    if (key === '$Blob') return new Blob([bytes]);
    if (key === '$Uint8Array') return bytes;
    if (key === '$Float32Array') return new Float32Array(bytes.buffer);
    throw new Error(`cannot decode ${key}`);
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, decode(item, shared)]));
}

/** Makes the database under another name; `change` may change its rows. */
export async function restore(
  dump: DatabaseDump,
  name: string,
  change: (row: Any, store: string) => Any = (row) => row,
): Promise<void> {
  const opening = indexedDB.open(name, dump.version);
  opening.onupgradeneeded = () => {
    for (const [store, { keyPath, indexes }] of Object.entries(dump.stores)) {
      const made = opening.result.createObjectStore(store, { keyPath });
      for (const index of indexes) made.createIndex(index.name, index.keyPath);
      for (const row of rowsOf(dump, store)) made.put(change(row, store));
    }
  };
  await new Promise<void>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result.close());
    opening.onerror = () => reject(opening.error);
  });
}

/** Returns every row of a store of a database, without the code that normally reads it. */
export async function rawRows(name: string, store: string): Promise<Any[]> {
  const request = <T>(of: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      of.onsuccess = () => resolve(of.result);
      of.onerror = () => reject(of.error);
    });
  const db = await request(indexedDB.open(name));
  const rows = await request(db.transaction(store).objectStore(store).getAll());
  db.close();
  return rows;
}
