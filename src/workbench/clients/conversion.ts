/**
 * Runs one conversion in one worker. Every run gets a fresh worker, since a GPU's buffers are never
 * given back within one. Whatever happens in there, the watcher is told exactly one end: the
 * engine's own, a crash in words, or that the worker was cut off.
 */
import { proxy, wrap } from 'comlink';
import type { ConversionEndpoint } from '../../runs/execution/conversion.ts';
import { endsRun, type RunCommand, type RunEvent } from '../../runs/records/events.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';

export interface RunWatcher {
  event(event: RunEvent): void;
  /** Called when the worker did not stop when it was told to, and was ended. */
  cutOff(): void;
}

export interface RunningConversion {
  /** Resolves when the engine has taken the command, or the run is over. */
  command(command: Exclude<RunCommand, 'stop'>): Promise<void>;
  /** Asks the engine to stop, and ends the worker if it has not within {@link stopPatience}. */
  stop(): void;
}

/** The time that a worker may take to stop, in milliseconds. */
export const stopPatience = 5000;

const lastEventPatience = 2000;

export type StartWorker = () => Worker;

const startWorker: StartWorker = () =>
  new Worker(new URL('../../../workers/conversion.ts', import.meta.url), { type: 'module' });

const advice =
  'The stages that ended are kept. Start the run again; if it fails the same way, choose wasm under “Compute on”.';

function crashWords(event: Event): string {
  if (event.type === 'messageerror')
    return `The conversion worker sent a message that cannot be read. ${advice}`;
  const reason = (event as ErrorEvent).message;
  return reason
    ? `The conversion worker stopped: ${reason.replace(/^Uncaught /, '')}. ${advice}`
    : 'The conversion worker could not be loaded. Check the connection and reload the page.';
}

/**
 * Settles with the promise, or quietly when the signal is aborted: comlink leaves calls to an ended
 * worker pending.
 */
async function whileRunning(call: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await Promise.race([call, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
}

export function startConversion(
  spec: RunSpec,
  baseUrl: string,
  watcher: RunWatcher,
  start: StartWorker = startWorker,
): RunningConversion {
  const worker = start();
  const endpoint = wrap<ConversionEndpoint>(worker);
  const over = new AbortController();
  let stopTimer: ReturnType<typeof setTimeout> | undefined;

  /** Tells the watcher one end. Whatever comes after it is ignored. */
  function end(tell: () => void): void {
    if (over.signal.aborted) return;
    over.abort();
    clearTimeout(stopTimer);
    worker.terminate();
    tell();
  }
  function fail(message: string): void {
    end(() => watcher.event({ type: 'runFailed', message, report: null }));
  }
  function hear(event: RunEvent): void {
    if (over.signal.aborted) return;
    if (endsRun(event)) end(() => watcher.event(event));
    else watcher.event(event);
  }
  const words = (error: unknown) => (error instanceof Error ? error.message : String(error));

  worker.addEventListener('error', (event) => fail(crashWords(event)));
  worker.addEventListener('messageerror', (event) => fail(crashWords(event)));
  whileRunning(endpoint.start(spec, baseUrl, proxy(hear)), over.signal).then(
    // Events come on a line of their own, so the last may still be on its way.
    () => setTimeout(() => fail(`The engine ended without a result. ${advice}`), lastEventPatience),
    (error: unknown) => fail(`${words(error)}. ${advice}`),
  );

  return {
    command: (command) =>
      whileRunning(endpoint.command(command), over.signal).catch((error: unknown) =>
        fail(`${words(error)}. ${advice}`),
      ),
    stop() {
      if (over.signal.aborted || stopTimer !== undefined) return;
      stopTimer = setTimeout(() => end(() => watcher.cutOff()), stopPatience);
      whileRunning(endpoint.command('stop'), over.signal).catch(() => end(() => watcher.cutOff()));
    },
  };
}
