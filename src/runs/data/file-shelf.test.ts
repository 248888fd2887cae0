/** Tests the shelf of files on a file system in memory, as browsers have one. */
import { expect, test } from 'vitest';
import { openFileShelf } from './file-shelf.ts';

const hash = 'c'.repeat(64);
const content = Uint8Array.from({ length: 10_000_000 }, (_, i) => 1 + (i % 250));
const file = new Blob([content]);

/** Returns a root folder with room for `quota` bytes, and its files. */
function fileSystem(quota = Number.POSITIVE_INFINITY) {
  const files = new Map<string, Uint8Array>();
  const locked = new Set<string>();
  const writes: number[] = [];
  const handleOf = (name: string) => ({
    kind: 'file',
    getFile: async () =>
      Object.assign(new Blob([files.get(name)! as Uint8Array<ArrayBuffer>]), { lastModified: 7 }),
    createSyncAccessHandle: async () => {
      locked.add(name);
      return {
        truncate: (size: number) => files.set(name, files.get(name)!.slice(0, size)),
        write: (bytes: Uint8Array, { at }: { at: number }) => {
          const before = files.get(name)!;
          const room = Math.max(0, Math.min(bytes.length, quota - at));
          const after = new Uint8Array(Math.max(before.length, at + room));
          after.set(before);
          after.set(bytes.subarray(0, room), at);
          files.set(name, after);
          writes.push(at);
          return room;
        },
        flush: () => {},
        close: () => locked.delete(name),
      };
    },
  });
  const folder = {
    getFileHandle: async (name: string) => {
      if (!files.has(name)) files.set(name, new Uint8Array(0));
      return handleOf(name);
    },
    removeEntry: async (name: string) => {
      if (locked.has(name)) throw new DOMException('locked', 'NoModificationAllowedError');
      if (!files.delete(name)) throw new DOMException('none', 'NotFoundError');
    },
    entries: async function* () {
      for (const name of files.keys()) yield [name, handleOf(name)];
    },
  };
  const root = { getDirectoryHandle: async () => folder } as unknown as FileSystemDirectoryHandle;
  return { root, files, locked, writes };
}

test('a set is written with its beginning last, listed, and deleted', async () => {
  const { root, files, writes } = fileSystem();
  const shelf = await openFileShelf(root);
  await shelf.put(hash, file);
  expect(Buffer.compare(files.get(`${hash}.ptl-data`)!, content)).toBe(0);
  expect(writes.at(-1)).toBe(0);
  expect(writes.length).toBeGreaterThan(3);
  const [kept] = await shelf.list();
  expect([kept!.hash, kept!.keptAt, kept!.file.size]).toEqual([hash, 7, content.length]);
  // What is there whole is not written again.
  await shelf.put(hash, file);
  expect(writes.filter((at) => at === 0)).toHaveLength(1);
  await shelf.remove(hash);
  expect(await shelf.list()).toEqual([]);
});

test('a file that was cut off is no set, and is deleted unless it is still being written', async () => {
  const { root, files, locked } = fileSystem();
  const shelf = await openFileShelf(root);
  await shelf.put(hash, file);
  const [half, busy] = ['d', 'e'].map((digit) => `${digit.repeat(64)}.ptl-data`) as [string, string];
  files.set(half, content.slice().fill(0, 0, 8));
  files.set(busy, new Uint8Array(0));
  files.set('notes.txt', content);
  locked.add(busy);
  expect((await shelf.list()).map((set) => set.hash)).toEqual([hash]);
  await shelf.tidy();
  expect([...files.keys()].sort()).toEqual([`${hash}.ptl-data`, busy, 'notes.txt'].sort());
});

test('without room the error says so, and nothing is left of the set', async () => {
  const { root, files } = fileSystem(6_000_000);
  const shelf = await openFileShelf(root);
  const small = 'f'.repeat(64);
  await shelf.put(small, new Blob([content.subarray(0, 1000)]));
  await expect(shelf.put(hash, file)).rejects.toThrow(
    /^Could not keep the data set: .*storage for this site is full; delete runs or data of your own/,
  );
  expect([...files.keys()]).toEqual([`${small}.ptl-data`]);
});
