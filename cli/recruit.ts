/** Starts a thread for a crew. */
import { type TransferListItem, Worker } from 'node:worker_threads';
import { gatherCrew, type Recruit, type Task } from '../src/runs/execution/crew.ts';
import type { GatheredCrew } from '../src/runs/execution/surroundings.ts';
import type { RunSpec } from '../src/runs/spec/spec.ts';

function recruit(): Recruit {
  const worker = new Worker(new URL('./crew-worker.mjs', import.meta.url));
  return {
    enlist: (enlistment, transfer) =>
      worker.postMessage(enlistment, transfer as unknown as TransferListItem[]),
    onBroken: (told) => worker.on('error', (error) => told(error.message)),
    dismiss: () => void worker.terminate(),
  };
}

export function gatherThreads(task: Task, spec: RunSpec, resume: Uint8Array | null = null): GatheredCrew {
  return gatherCrew({ task, spec, resume, baseUrl: '' }, recruit);
}
