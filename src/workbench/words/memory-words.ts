/** Describes a run's use of memory in words. */
import type { MemoryUse } from '../../engine/conversion/conversion.ts';

/** Bytes of a megabyte as the setting “Spike cache” counts them. */
const megabyte = 2 ** 20;

function megabytes(bytes: number): string {
  const size = bytes / megabyte;
  return size > 0 && size < 10 ? size.toFixed(1) : String(Math.round(size));
}

/**
 * Returns `Spike cache: 75 of 512 MB in this worker; tensors 120 MB, WebAssembly memory 310 MB.`
 * Each worker has its share of the cache.
 */
export function memoryWords(
  { cacheBytes, cacheBudget, tensorBytes, heapBytes }: MemoryUse,
  workers: number,
): string {
  const where = workers > 1 ? `in the first of ${workers} workers` : 'in this worker';
  const cache =
    cacheBudget > 0
      ? `Spike cache: ${megabytes(cacheBytes)} of ${megabytes(cacheBudget)}\u00a0MB ${where}`
      : `Spike cache off; ${where}`;
  const heap = heapBytes === null ? '' : `, WebAssembly memory ${megabytes(heapBytes)}\u00a0MB`;
  return `${cache}${cacheBudget > 0 ? ';' : ''} tensors ${megabytes(tensorBytes)}\u00a0MB${heap}.`;
}
