import { expect, test } from 'vitest';
import { presetSpec } from '../spec/spec.ts';
import { beginRecord } from './record.ts';
import { openRunStore, StorageError } from './storage.ts';

test('without IndexedDB the store works in memory and says so', async () => {
  expect(globalThis.indexedDB).toBeUndefined();
  const store = await openRunStore();
  expect(store.problem).toBeInstanceOf(StorageError);
  expect(store.problem?.message).toMatch(/the browser keeps nothing here/);
  const record = beginRecord('a', presetSpec('first-look@1'), '2024-01-01T00:00:00Z');
  await store.put(record);
  expect(await store.get('a')).toEqual(record);
});
