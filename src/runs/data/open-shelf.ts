/** Opens the shelf of imported sets or networks that this browser has. */
import { answered } from '../records/answered.ts';
import { storageError } from '../records/storage-error.ts';
import type { DataShelf } from './data-shelf.ts';
import { openDatabaseShelf } from './database-shelf.ts';
import { openFileShelf } from './file-shelf.ts';
import { dataKind, type ShelfKind } from './shelf-kind.ts';

/** Returns the shelf of files; null where the browser has no such file system, or refuses it. */
async function fileShelf(kind: ShelfKind): Promise<DataShelf | null> {
  try {
    // Pages from plain http have no such storage, whatever the types say.
    const storage = navigator.storage as StorageManager | undefined;
    if (!storage?.getDirectory) return null;
    return await answered(async () => openFileShelf(await storage.getDirectory(), kind));
  } catch {
    return null;
  }
}

/** Rejects with a StorageError when the browser keeps nothing. */
export async function openDataShelf(kind: ShelfKind = dataKind): Promise<DataShelf> {
  try {
    return (await fileShelf(kind)) ?? (await openDatabaseShelf(kind));
  } catch (error) {
    throw storageError(`open the kept ${kind.title}s`, error);
  }
}
