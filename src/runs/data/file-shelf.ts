/**
 * Keeps imported sets or networks as files of the browser's origin private file system. The bytes
 * that a file begins with are written last, so that one which was cut off is not whole.
 */
import { storageError } from '../records/storage-error.ts';
import type { DataShelf, KeptFile } from './data-shelf.ts';
import { dataKind, type ShelfKind } from './shelf-kind.ts';

const hashPattern = /^[0-9a-f]{64}$/;

/** Bytes that are written last. */
const firstBytes = 8;
/** Bytes that are in memory while a file is written. */
const pieceBytes = 4 * 2 ** 20;

/** The file that a worker writes; the page's own types do not have it. */
interface SyncFile {
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

interface Writable {
  createSyncAccessHandle(): Promise<SyncFile>;
}

/** Folders list their entries in every browser, which not all types know. */
interface Listed {
  entries(): AsyncIterable<[name: string, handle: FileSystemFileHandle | FileSystemDirectoryHandle]>;
}

function writePiece(to: SyncFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  if (to.write(bytes, { at }) !== bytes.length)
    throw new DOMException('not all bytes were written', 'QuotaExceededError');
}

async function writeWhole(to: SyncFile, file: Blob): Promise<void> {
  to.truncate(0);
  for (let at = firstBytes; at < file.size; at += pieceBytes) {
    const piece = file.slice(at, Math.min(file.size, at + pieceBytes));
    writePiece(to, new Uint8Array(await piece.arrayBuffer()), at);
  }
  to.flush();
  writePiece(to, new Uint8Array(await file.slice(0, firstBytes).arrayBuffer()), 0);
  to.flush();
}

async function attempt<T>(doing: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw storageError(doing, error);
  }
}

/** Opens the shelf below the root of the file system. */
export async function openFileShelf(
  root: FileSystemDirectoryHandle,
  { ending, title, ...kind }: ShelfKind = dataKind,
): Promise<DataShelf> {
  const folder = await root.getDirectoryHandle(kind.folder, { create: true });
  const isWhole = async (file: Blob) => {
    const first = new Uint8Array(await file.slice(0, firstBytes).arrayBuffer());
    return first.length === firstBytes && kind.isWhole(first);
  };
  const all = async (): Promise<(KeptFile & { readonly whole: boolean })[]> => {
    const found = [];
    for await (const [name, handle] of (folder as unknown as Listed).entries()) {
      const hash = name.slice(0, -ending.length);
      if (!name.endsWith(ending) || !hashPattern.test(hash) || handle.kind !== 'file') continue;
      // One that is deleted meanwhile, or that a browser cannot read, is not there.
      const file = await handle.getFile().catch(() => null);
      if (file) found.push({ hash, file, keptAt: file.lastModified, whole: await isWhole(file) });
    }
    return found;
  };
  const remove = (hash: string) => folder.removeEntry(hash + ending);
  const put = async (hash: string, file: Blob) => {
    const handle = await folder.getFileHandle(hash + ending, { create: true });
    if (await isWhole(await handle.getFile())) return;
    const writing = await (handle as unknown as Writable).createSyncAccessHandle();
    try {
      await writeWhole(writing, file);
    } catch (error) {
      writing.close();
      await remove(hash).catch(() => {});
      throw error;
    }
    writing.close();
  };
  return {
    list: () =>
      attempt(`list the kept ${title}s`, async () =>
        (await all()).filter(({ whole }) => whole).map(({ whole: _, ...kept }) => kept),
      ),
    put: (hash, file) => attempt(`keep the ${title}`, () => put(hash, file)),
    remove: (hash) => attempt(`delete the ${title}`, () => remove(hash)),
    tidy: () =>
      attempt(`tidy the kept ${title}s`, async () => {
        const parts = (await all()).filter(({ whole }) => !whole);
        // The browser refuses to delete a file that another tab is writing.
        for (const { hash } of parts) await remove(hash).catch(() => {});
      }),
    close: () => {},
  };
}
