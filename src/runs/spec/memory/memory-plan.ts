/**
 * Plans the memory of a run before it begins, from its records alone: what its largest moments hold
 * in the heap of a worker's backend and in arrays of JavaScript, by part. Page and command line
 * share it.
 */
import { leastHeapBytes } from './limits.ts';
import { momentsOf, type PlannedMoments } from './moments.ts';
import { addParts, type MemoryMoment, type PartBytes, type PlannedRun, totalOf } from './parts.ts';
import { untunedMoments } from './untuned-moments.ts';

export interface MemoryPlan {
  readonly moments: readonly MemoryMoment[];
  /** The moment with the most bytes, and what they are, the heap as large as it was by then. */
  readonly peak: MemoryMoment;
  readonly parts: PartBytes;
  /** Bytes to which the heap of one worker grows, and the moment in which it does. */
  readonly heapBytes: number;
  readonly heapPeak: MemoryMoment;
  /** Most bytes of one worker, heap and arrays. */
  readonly workerBytes: number;
  readonly workers: number;
  /** Most bytes of all workers. */
  readonly wholeBytes: number;
  /** The largest single tensor. */
  readonly largest: { readonly bytes: number; readonly layer: string };
}

/** Returns the parts of a heap that has grown to `bytes`; what nothing takes is the backend's. */
function heldIn({ heap }: MemoryMoment, bytes: number): PartBytes {
  return addParts(heap, { scratch: Math.max(0, bytes - totalOf(heap)) });
}

/** Returns the plan of a run. */
export function memoryPlan(run: PlannedRun): MemoryPlan {
  return planFrom(run, momentsOf(run));
}

/** Returns the plan of a conversion without fine-tuning and of its simulation. */
export function untunedPlan(run: PlannedRun): MemoryPlan {
  return planFrom(run, untunedMoments(run));
}

function planFrom(run: PlannedRun, { moments, largest }: PlannedMoments): MemoryPlan {
  let heapPeak = moments[0]!;
  let peak = moments[0]!;
  let parts: PartBytes = {};
  let workerBytes = 0;
  let heapBytes = run.limits.backend === 'wasm' ? leastHeapBytes : 0;
  for (const moment of moments) {
    const heap = totalOf(moment.heap);
    if (heap > heapBytes) {
      heapBytes = heap;
      heapPeak = moment;
    }
    // The heap stays as large as it has been.
    const both = heapBytes + totalOf(moment.arrays);
    if (both > workerBytes) {
      workerBytes = both;
      peak = moment;
      parts = addParts(heldIn(heapPeak, heapBytes), moment.arrays);
    }
  }
  return {
    moments,
    peak,
    parts,
    heapBytes,
    heapPeak,
    workerBytes,
    workers: run.workers,
    wholeBytes: workerBytes * run.workers,
    largest,
  };
}
