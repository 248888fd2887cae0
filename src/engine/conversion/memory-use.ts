/** Measures the memory that this worker holds now, as the epochs of a stage report it. */
import * as tf from '@tensorflow/tfjs-core';
import { heapBytes } from '../../backends/heap.ts';
import type { CacheBudget } from '../hybrid/arrivals.ts';
import type { MemoryUse } from './conversion.ts';

export function memoryUse({ used, bytes }: CacheBudget): MemoryUse {
  return {
    cacheBytes: used,
    cacheBudget: bytes,
    tensorBytes: tf.memory().numBytes,
    heapBytes: heapBytes(),
  };
}
