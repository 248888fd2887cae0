import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { openDatabaseShelf } from './database-shelf.ts';
import { dataKind } from './shelf-kind.ts';

const [a, b] = ['a', 'b'].map((digit) => digit.repeat(64)) as [string, string];
const bytesIn = async (file: Blob) => [...new Uint8Array(await file.arrayBuffer())];

test('sets are kept under their hash, listed with their time, and deleted', async () => {
  const shelf = await openDatabaseShelf({ ...dataKind, database: 'data-1' });
  const before = Date.now();
  await shelf.put(a, new Blob([new Uint8Array([1, 2])]));
  await shelf.put(b, new Blob([new Uint8Array([3])]));
  await shelf.put(b, new Blob([new Uint8Array([4])]));
  shelf.close();
  const again = await openDatabaseShelf({ ...dataKind, database: 'data-1' });
  const kept = await again.list();
  expect(kept.map(({ hash }) => hash)).toEqual([a, b]);
  expect(await Promise.all(kept.map(({ file }) => bytesIn(file)))).toEqual([[1, 2], [4]]);
  expect(kept[0]!.keptAt).toBeGreaterThanOrEqual(before);
  await again.remove(a);
  expect((await again.list()).map(({ hash }) => hash)).toEqual([b]);
  again.close();
});

test('what it cannot read is left out, and stays', async () => {
  const shelf = await openDatabaseShelf({ ...dataKind, database: 'data-2' });
  const db = await new Dexie('data-2').open();
  await db.table('sets').bulkPut([{ hash: a }, { hash: b, file: 'text', keptAt: 0 }]);
  expect(await shelf.list()).toEqual([]);
  await shelf.tidy();
  expect(await db.table('sets').count()).toBe(2);
  db.close();
  shelf.close();
});
