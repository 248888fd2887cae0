/**
 * Runs one conversion in one worker. Every run gets a fresh worker, since a GPU's buffers are never
 * given back within one. Whatever happens in there, the watcher is told exactly one end: the
 * engine's own, a crash in words, or that the worker was cut off.
 */
import { proxy, wrap } from 'comlink';
import address from '../../../workers/conversion.ts?worker&url';
import { type Held, nothingHeld } from '../../runs/data/held.ts';
import type { ConversionEndpoint, CutOff } from '../../runs/execution/conversion.ts';
import { endsRun, type RunCommand, type RunEvent } from '../../runs/records/events.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import { refusedWords, type Watched, watchWorker } from './watch-worker.ts';

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
  /** Ends the worker at once and tells the watcher nothing more. */
  abandon(): void;
}

/** The time that a worker may take to stop, in milliseconds. */
export const stopPatience = 5000;

const lastEventPatience = 2000;

export type StartWorker = () => Worker;

const watched: Watched = { name: 'the conversion worker', address };

const startWorker: StartWorker = () => new Worker(address, { type: 'module' });

const advice =
  'The stages that ended are kept. Go on from the last one, or start the run again; if it fails the same way, choose wasm under “Compute on”.';

/**
 * Settles with the promise, or quietly when the signal is aborted: comlink leaves calls to an ended
 * worker pending.
 */
async function whileRunning(call: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await Promise.race([call, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
}

/** Returns a conversion whose worker could not be started; the watcher is told why, as an event. */
function neverStarted(watcher: RunWatcher, error: unknown): RunningConversion {
  let wanted = true;
  // Told afterwards, as every end is: whoever starts a conversion must hold it before it ends.
  queueMicrotask(() => {
    if (wanted) watcher.event({ type: 'runFailed', message: refusedWords(watched, error), report: null });
  });
  return {
    command: async () => {},
    stop: () => {},
    abandon: () => {
      wanted = false;
    },
  };
}

export interface ConversionOptions extends Partial<CutOff> {
  /** The imported set and network that the run needs. */
  readonly held?: Held;
  readonly start?: StartWorker;
}

/** Starts a worker and the run in it. Never throws. */
export function startConversion(
  spec: RunSpec,
  baseUrl: string,
  watcher: RunWatcher,
  { resume = null, keeps = false, held = nothingHeld, start = startWorker }: ConversionOptions = {},
): RunningConversion {
  let worker: Worker;
  try {
    worker = start();
  } catch (error) {
    return neverStarted(watcher, error);
  }
  const endpoint = wrap<ConversionEndpoint>(worker);
  const over = new AbortController();
  let stopTimer: ReturnType<typeof setTimeout> | undefined;

  /** Tells the watcher one end. Whatever comes after it is ignored. */
  function end(tell: () => void): void {
    if (over.signal.aborted) return;
    over.abort();
    clearTimeout(stopTimer);
    unwatch();
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

  const unwatch = watchWorker(worker, watched, (message) => fail(`${message} ${advice}`));
  whileRunning(endpoint.start(spec, baseUrl, proxy(hear), { resume, keeps }, held), over.signal).then(
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
    abandon: () => end(() => {}),
  };
}
