/** Tests stores whose IndexedDB is there and never answers. */
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerPatience } from '../../backends/answered.ts';
import { presetSpec } from '../spec/spec.ts';
import { openShelf } from '../sweep/shelf.ts';
import { beginRecord } from './record.ts';
import { openRunStore } from './storage.ts';

beforeEach(() => {
  vi.useFakeTimers();
  const open = () => new EventTarget();
  vi.stubGlobal('indexedDB', { open });
  Dexie.dependencies.indexedDB = { open } as unknown as IDBFactory;
  Dexie.dependencies.IDBKeyRange = class {} as unknown as typeof IDBKeyRange;
});

afterEach(() => void vi.useRealTimers());

test('runs are kept in memory within seconds, and the store says so', async () => {
  const opening = openRunStore();
  await vi.advanceTimersByTimeAsync(answerPatience);
  const store = await opening;
  expect(store.problem?.message).toMatch(/^Could not open the stored runs: the browser’s storage does not/);
  const record = beginRecord('a', presetSpec('first-look@1'), '2024-01-01T00:00:00Z');
  await store.put(record);
  expect(await store.get('a')).toEqual(record);
});

test('sweeps are kept in memory within seconds', async () => {
  const opening = openShelf();
  await vi.advanceTimersByTimeAsync(answerPatience);
  const shelf = await opening;
  expect(shelf.problem?.message).toMatch(/does not answer/);
  expect((await shelf.list()).sweeps).toEqual([]);
});
