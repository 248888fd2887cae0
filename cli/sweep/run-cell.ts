/** Runs cells of a sweep in threads of their own. */
import { Worker } from 'node:worker_threads';
import { unknownKind } from '../../src/networks/unknown-kind.ts';
import type { RunCell } from '../../src/runs/sweep/sweep.ts';
import type { CellNews, CellOrder } from './cell-worker.ts';
import { cellFolder } from './folder.ts';

/**
 * Returns a runner of cells of the sweep in `folder`. `memoryBytes` is the memory that each may
 * take.
 */
export function cellRunner(folder: string, memoryBytes: number): RunCell {
  return async ({ key, spec }, signal, onProgress) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL('./cell-worker.mjs', import.meta.url));
    let onAbort = () => {};
    try {
      return await new Promise((resolve, reject) => {
        onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort);
        worker.on('message', (news: CellNews) => {
          switch (news.type) {
            case 'progress':
              return onProgress(news.progress);
            case 'notice':
              return console.error(`${key} ${news.message}`);
            case 'ended':
              return resolve({ report: news.report, network: news.network });
            case 'broke':
              return reject(new Error(news.message));
            default:
              return unknownKind(news);
          }
        });
        worker.on('error', (error) => reject(new Error(`its thread broke: ${error.message}`)));
        worker.on('exit', (code) => reject(new Error(`its thread ended with code ${code}`)));
        const order: CellOrder = { spec, folder: cellFolder(folder, key), memoryBytes };
        worker.postMessage(order);
      });
    } finally {
      signal.removeEventListener('abort', onAbort);
      // Ending the thread ends those of its crew as well.
      await worker.terminate();
    }
  };
}
