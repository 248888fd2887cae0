/** Runs cells of a sweep in threads of their own. */
import { Worker } from 'node:worker_threads';
import type { RunCell } from '../../src/runs/sweep/sweep.ts';
import type { CellNews, CellOrder } from './cell-worker.ts';

/** Returns a runner of cells. `memoryBytes` is the memory that each may take. */
export function cellRunner(memoryBytes: number): RunCell {
  return async ({ spec }, signal, onProgress) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL('./cell-worker.mjs', import.meta.url));
    let onAbort = () => {};
    try {
      return await new Promise((resolve, reject) => {
        onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort);
        worker.on('message', (news: CellNews) => {
          if (news.type === 'progress') onProgress(news.progress);
          else if (news.type === 'ended') resolve({ report: news.report, network: news.network });
          else reject(new Error(news.message));
        });
        worker.on('error', (error) => reject(new Error(`its thread broke: ${error.message}`)));
        worker.on('exit', (code) => reject(new Error(`its thread ended with code ${code}`)));
        const order: CellOrder = { spec, memoryBytes };
        worker.postMessage(order);
      });
    } finally {
      signal.removeEventListener('abort', onAbort);
      // Ending the thread ends those of its crew as well.
      await worker.terminate();
    }
  };
}
