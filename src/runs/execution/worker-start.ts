/**
 * Lets whoever starts a worker know that it runs. A worker whose script never arrives, or hangs at
 * once, gives no sign at all.
 */

/** The message that a worker sends as soon as it can take others. */
export const readyMessage = 'spikewise worker ready';

/** The time that a worker may take until then, in milliseconds. */
export const startPatience = 30_000;

export const silentWords = `gave no sign within ${startPatience / 1000} s of its start`;

/** The part of Worker that is needed here. */
export type Sender = Pick<Worker, 'addEventListener' | 'removeEventListener'>;

/**
 * Calls `onSilent` unless the worker says in time that it runs. Returns a function that ends the
 * waiting.
 */
export function awaitStart(worker: Sender, onSilent: () => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>): void => {
    if (data === readyMessage) stop();
  };
  const timer = setTimeout(() => {
    stop();
    onSilent();
  }, startPatience);
  function stop(): void {
    clearTimeout(timer);
    worker.removeEventListener('message', hear as EventListener);
  }
  worker.addEventListener('message', hear as EventListener);
  return stop;
}
