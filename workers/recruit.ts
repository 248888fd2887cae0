/** Starts a worker for a crew, from within the conversion worker. */
import type { Held } from '../src/runs/data/held.ts';
import type { Enlistment, Recruit } from '../src/runs/execution/crew.ts';
import { awaitStart, silentWords } from '../src/runs/execution/worker-start.ts';

/** The message that a member receives at the start. */
export interface Enlisting {
  readonly enlistment: Enlistment;
  /** The imported set and network that the run needs. */
  readonly held: Held;
}

export function recruit(held: Held): Recruit {
  const worker = new Worker(new URL('./crew.ts', import.meta.url), { type: 'module' });
  let stopWaiting = () => {};
  return {
    enlist: (enlistment, transfer) => worker.postMessage({ enlistment, held } satisfies Enlisting, transfer),
    onBroken: (told) => {
      stopWaiting = awaitStart(worker, () => told(`it ${silentWords}`));
      worker.addEventListener('error', ({ message }) => told(message || 'it could not be loaded'));
      worker.addEventListener('messageerror', () => told('it sent a message that cannot be read'));
    },
    // The member ends with this worker, which the page ends next. Chromium would keep both of them
    // for ever if this one were ended while it waits for the end of a member.
    dismiss: () => stopWaiting(),
  };
}
