import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { openResumeShelf } from './resume-shelf.ts';

const about = (id: string, stages: number) => ({ id, engine: 2, stages });

test('keeps the newest file of each run, lists them without their bytes, and drops them', async () => {
  const shelf = await openResumeShelf('shelf-1');
  await shelf.put(about('a', 0), new Uint8Array([1]));
  await shelf.put(about('b', 1), new Uint8Array([2, 2]));
  await shelf.put(about('a', 3), new Uint8Array([3, 3, 3]));
  expect(await shelf.list()).toEqual([about('a', 3), about('b', 1)]);
  expect(await shelf.get('a')).toEqual(new Uint8Array([3, 3, 3]));
  expect(await shelf.get('c')).toBeNull();
  await shelf.remove('a');
  expect(await shelf.get('a')).toBeNull();
  shelf.close();
  const again = await openResumeShelf('shelf-1');
  expect(await again.list()).toEqual([about('b', 1)]);
  again.close();
});

test('what it cannot read is left out, and stays', async () => {
  const shelf = await openResumeShelf('shelf-2');
  await shelf.put(about('a', 0), new Uint8Array([1]));
  const db = await new Dexie('shelf-2').open();
  const strange = [
    { id: 'b' },
    { id: 'c', engine: 'two', stages: 0, bytes: new Blob() },
    { id: 'd', engine: 2, stages: 0, bytes: 7 },
  ];
  await db.table('files').bulkPut(strange);
  expect(await shelf.list()).toEqual([about('a', 0)]);
  expect(await shelf.get('d')).toBeNull();
  expect(await db.table('files').count()).toBe(4);
  db.close();
  shelf.close();
});
