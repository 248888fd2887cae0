import { expect, it } from 'vitest';
import { memoryWords } from './memory-words.ts';

const MB = 2 ** 20;
const use = { cacheBytes: 75.2 * MB, cacheBudget: 512 * MB, tensorBytes: 4.04 * MB, heapBytes: 310 * MB };
const plain = (words: string) => words.replaceAll('\u00a0', ' ');

it('tells the cache by its budget, in one worker or in the first of several', () => {
  expect(plain(memoryWords(use, 1))).toBe(
    'Spike cache: 75 of 512 MB in this worker; tensors 4.0 MB, WebAssembly memory 310 MB.',
  );
  expect(plain(memoryWords({ ...use, cacheBytes: 0, cacheBudget: 256 * MB, heapBytes: null }, 2))).toBe(
    'Spike cache: 0 of 256 MB in the first of 2 workers; tensors 4.0 MB.',
  );
});

it('says that there is no cache', () => {
  expect(plain(memoryWords({ ...use, cacheBytes: 0, cacheBudget: 0 }, 1))).toBe(
    'Spike cache off; in this worker tensors 4.0 MB, WebAssembly memory 310 MB.',
  );
});
