/**
 * Measures the memory of the process that it runs in: the backend's heap, which never shrinks, the
 * arrays that JavaScript holds after a collection, and the process's resident memory. Needs
 * `--expose-gc`.
 */
import { readFileSync } from 'node:fs';
import { heapBytes } from '../../src/backends/heap.ts';
import type { Watch } from '../../src/engine/work/watch.ts';

/** Largest bytes so far. */
export interface Peak {
  readonly heap: number;
  readonly arrays: number;
  /** Heap and arrays at one moment. */
  readonly both: number;
  readonly resident: number;
}

export interface Gauge {
  /** Reads the memory now. */
  read(): void;
  /** Reads it between batches. */
  readonly watch: Watch;
  peak(): Peak;
}

export function createGauge(): Gauge {
  let [heap, arrays, both] = [0, 0, 0];
  const read = () => {
    const { gc } = globalThis as unknown as { gc(): void };
    // The second waits until the first has given its arrays back.
    gc();
    gc();
    const held = { heap: heapBytes() ?? 0, arrays: process.memoryUsage().arrayBuffers };
    heap = Math.max(heap, held.heap);
    arrays = Math.max(arrays, held.arrays);
    both = Math.max(both, held.heap + held.arrays);
  };
  return {
    read,
    watch: async () => read(),
    peak: () => ({ heap, arrays, both, resident: mostResident() }),
  };
}

/** Returns the most bytes of the machine's memory that the process has held. */
function mostResident(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}
