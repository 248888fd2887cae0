/**
 * Runs one import, or keeps one set, in a worker of its own, which ends with it: so does what it
 * held, and an import that nobody wants any more.
 */
import { proxy, type Remote, wrap } from 'comlink';
import address from '../../../workers/import.ts?worker&url';
import type { Given, ImportEndpoint, ImportedSet, ImportProgress } from '../../runs/data/import-data.ts';
import { refusedWords, type Watched, watchWorker } from './watch-worker.ts';

const watched: Watched = { name: 'the import worker', address };

/** Rejects in words, and with the signal's reason once it is aborted. */
async function inWorker<T>(
  call: (endpoint: Remote<ImportEndpoint>) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted();
  let worker: Worker;
  try {
    worker = new Worker(address, { type: 'module' });
  } catch (error) {
    throw new Error(refusedWords(watched, error));
  }
  let unwatch = () => {};
  let stopListening = () => {};
  try {
    const cutShort = new Promise<never>((_, reject) => {
      unwatch = watchWorker(worker, watched, (message) => reject(new Error(message)));
      const abort = () => reject(signal?.reason);
      signal?.addEventListener('abort', abort);
      stopListening = () => signal?.removeEventListener('abort', abort);
    });
    return await Promise.race([call(wrap<ImportEndpoint>(worker)), cutShort]);
  } finally {
    stopListening();
    unwatch();
    worker.terminate();
  }
}

/** Reads data that a person gave. The signal ends the worker, whatever it is doing. */
export function readGiven(
  given: Given,
  tell: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<ImportedSet> {
  let over = false;
  // Progress comes on a line of its own, and its last sign may come after the set.
  const hear = (progress: ImportProgress) => {
    if (!over) tell(progress);
  };
  const reading = inWorker((endpoint) => endpoint.read(given, proxy(hear)), signal);
  return (reading as Promise<ImportedSet>).finally(() => {
    over = true;
  });
}

/** Keeps a set in this browser. */
export function keepFile(hash: string, file: Blob): Promise<void> {
  return inWorker((endpoint) => endpoint.keep(hash, file));
}
