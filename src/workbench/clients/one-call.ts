/** Makes one call in a worker of its own, which ends with it: so does what it held. */
import { type Remote, wrap } from 'comlink';
import { refusedWords, type Watched, watchWorker } from './watch-worker.ts';

/**
 * Rejects in words, and with the signal's reason once it is aborted, which ends the worker whatever
 * it is doing.
 */
export async function inWorker<Endpoint, T>(
  watched: Watched,
  call: (endpoint: Remote<Endpoint>) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted();
  let worker: Worker;
  try {
    worker = new Worker(watched.address, { type: 'module' });
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
    return await Promise.race([call(wrap<Endpoint>(worker)), cutShort]);
  } finally {
    stopListening();
    unwatch();
    worker.terminate();
  }
}

/** Returns a listener that is deaf once the call is over: progress comes on a line of its own. */
export function whileUnder<P, T>(
  tell: (progress: P) => void,
  call: (hear: (progress: P) => void) => Promise<T>,
): Promise<T> {
  let over = false;
  return call((progress) => {
    if (!over) tell(progress);
  }).finally(() => {
    over = true;
  });
}
