import { afterEach, expect, test, vi } from 'vitest';
import { answerPatience } from '../../../runs/records/answered.ts';
import { storageUse } from './persistence.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a storage that never says how much it holds counts as unknown within seconds', async () => {
  vi.useFakeTimers();
  const silence = () => new Promise<never>(() => {});
  vi.stubGlobal('navigator', { storage: { estimate: silence, persisted: silence } });
  const use = storageUse();
  await vi.advanceTimersByTimeAsync(answerPatience);
  expect(await use).toEqual({ used: null, quota: null, persisted: null });
});
