/**
 * Watches a worker of the page for everything that keeps it from answering, and says what that is.
 */
import { findMissing, missingWords } from '../../runs/execution/missing.ts';
import { awaitStart, type Sender, silentWords } from '../../runs/execution/worker-start.ts';

export interface Watched {
  /** Names the worker within a sentence, as "the conversion worker". */
  readonly name: string;
  /** Address of its script. */
  readonly address: string;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Says why a worker could not be started at all. */
export function refusedWords({ name }: Pick<Watched, 'name'>, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (
    `The browser would not start ${name}: ${message.replace(/\.$/, '')}. ` +
    'Everything is computed in workers: open the page in a window of its own, and allow it to use them.'
  );
}

/**
 * Calls `broken`, with a reason in words, when the worker crashes, cannot be loaded, gives no sign
 * of its start or sends what cannot be read. Returns a function that ends the watching.
 */
export function watchWorker(
  worker: Sender,
  { name, address }: Watched,
  broken: (message: string) => void,
): () => void {
  const told = (message: string) => broken(`${capital(name)} ${message}.`);
  const hearError = (event: Event): void => {
    stopWaiting();
    const reason = (event as ErrorEvent).message;
    if (reason) told(`stopped: ${reason.replace(/^Uncaught /, '').replace(/\.$/, '')}`);
    else void findMissing(address).then((missing) => broken(missingWords(capital(name), missing, '')));
  };
  const hearGarbage = (): void => told('sent a message that cannot be read');
  const stopWaiting = awaitStart(worker, () => told(silentWords));
  worker.addEventListener('error', hearError);
  worker.addEventListener('messageerror', hearGarbage);
  return () => {
    stopWaiting();
    worker.removeEventListener('error', hearError);
    worker.removeEventListener('messageerror', hearGarbage);
  };
}
