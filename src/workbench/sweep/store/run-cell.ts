/** Runs each cell in a worker of its own, and tells the queue of its epochs and its end. */
import { heldFor } from '../../../runs/data/held.ts';
import type { RunEvent } from '../../../runs/records/events.ts';
import type { CellProgress, RunCell } from '../../../runs/sweep/sweep.ts';
import { type StartWorker, startConversion } from '../../clients/conversion.ts';
import { heldIn } from '../../store/holding.ts';
import { useWorkbench } from '../../store/store.ts';

/** Returns a cell's progress after an event; the same object if the event does not change it. */
export function progressAfter(progress: CellProgress, event: RunEvent): CellProgress {
  switch (event.type) {
    case 'stageBegan':
      return { ...progress, stage: event.stage, epoch: 0 };
    case 'epoch':
      return { ...progress, stage: event.row.stage, epoch: event.row.epoch };
    case 'eta':
      return { ...progress, etaSeconds: event.totalSeconds };
    default:
      return progress;
  }
}

/** Returns the runner of cells. `baseUrl` is the folder of the site's files. */
export function cellRunner(baseUrl: string, start?: StartWorker): RunCell {
  return async (cell, signal, onProgress) => {
    let stop = () => {};
    try {
      return await new Promise((resolve, reject) => {
        let progress: CellProgress = { stage: 0, epoch: 0, etaSeconds: null };
        const hear = (event: RunEvent): void => {
          if (event.type === 'runFinished') resolve({ report: event.report, network: event.network });
          else if (event.type === 'runStopped') resolve({ report: event.report, network: null });
          else if (event.type === 'runFailed') {
            if (event.report) resolve({ report: event.report, network: null });
            else reject(new Error(event.message));
          }
          const next = progressAfter(progress, event);
          if (next === progress) return;
          progress = next;
          onProgress(progress);
        };
        const watcher = { event: hear, cutOff: () => reject(new Error('The cell was cut off.')) };
        const held = heldFor(heldIn(useWorkbench.getState()), cell.spec);
        const conversion = startConversion(cell.spec, baseUrl, watcher, { held, ...(start && { start }) });
        stop = () => conversion.stop();
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop);
      });
    } finally {
      // The signal is the whole sweep's, and would keep the conversions of all its cells.
      signal.removeEventListener('abort', stop);
    }
  };
}
