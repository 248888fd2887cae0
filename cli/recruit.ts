/** Starts the threads of a crew. */
import { type TransferListItem, Worker } from 'node:worker_threads';
import type { OpenBackend } from '../src/backends/open.ts';
import { alone } from '../src/engine/work/crew.ts';
import { gatherCrew, type Recruit, type Task } from '../src/runs/execution/crew.ts';
import { onDevice } from '../src/runs/execution/pretrain-run.ts';
import type { GatheredCrew } from '../src/runs/execution/surroundings.ts';
import { workersFor } from '../src/runs/spec/groups.ts';
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

/** Gathers the workers that pre-train a network on an open backend; a GPU works alone. */
export function gatherPretraining(
  opened: Pick<OpenBackend, 'backend'>,
  spec: RunSpec,
  resume: Uint8Array | null = null,
): GatheredCrew {
  if (onDevice(opened)) return { crew: alone, dismiss: () => {} };
  const { backend } = opened;
  return gatherThreads('pretrain', { ...spec, workers: workersFor(spec), backend }, resume);
}
