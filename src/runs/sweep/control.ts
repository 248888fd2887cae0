/**
 * Pauses, resumes and cancels a sweep: commands from outside that the queue obeys between cells.
 */
import type { SweepControl } from './sweep.ts';

/** The control with the side that the queue sees. It serves one sweep. */
export interface SweepDesk extends SweepControl {
  /** Aborts when the sweep is cancelled. */
  readonly signal: AbortSignal;
  /** Resolves at once, or when a pause or the sweep ends. */
  released(): Promise<void>;
  /** Reports pauses and their ends until the sweep is cancelled. */
  watch(onPause: (paused: boolean) => void): void;
}

export function createSweepControl(): SweepDesk {
  const abort = new AbortController();
  let paused = false;
  let waiting: (() => void)[] = [];
  let tell: (paused: boolean) => void = () => {};
  const release = () => {
    for (const wake of waiting) wake();
    waiting = [];
  };
  const set = (next: boolean) => {
    if (paused === next || abort.signal.aborted) return;
    paused = next;
    tell(paused);
    if (!paused) release();
  };
  return {
    signal: abort.signal,
    pause: () => set(true),
    resume: () => set(false),
    cancel: () => {
      abort.abort();
      release();
    },
    released: () =>
      paused && !abort.signal.aborted
        ? new Promise((resolve) => {
            waiting.push(resolve);
          })
        : Promise.resolve(),
    watch: (onPause) => {
      tell = onPause;
      if (paused) tell(true);
    },
  };
}
