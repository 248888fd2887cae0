/** Starts a worker for a crew, from within the conversion worker. */
import type { Recruit } from '../src/runs/execution/crew.ts';

export function recruit(): Recruit {
  const worker = new Worker(new URL('./crew.ts', import.meta.url), { type: 'module' });
  return {
    enlist: (enlistment, transfer) => worker.postMessage(enlistment, transfer),
    onBroken: (told) => {
      worker.addEventListener('error', ({ message }) => told(message || 'it could not be started'));
    },
    terminate: () => worker.terminate(),
  };
}
