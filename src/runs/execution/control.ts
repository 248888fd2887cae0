/** Carries out commands from outside between batches: pause, resume, one epoch, one stage, stop. */

import type { RunCommand, RunSink } from '../records/events.ts';
import { breathe } from './breathe.ts';

/** Thrown inside a run to end it; it is not a failure. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

export interface RunControl {
  command(command: RunCommand): void;
  /**
   * Called between batches: yields, waits while paused, throws {@link StoppedError} when stopped.
   */
  checkpoint(sink: RunSink): Promise<void>;
  /** Called at the end of an epoch or stage: pauses if a pause was requested. */
  boundary(what: 'epoch' | 'stage'): void;
}

export function createControl(): RunControl {
  let stopped = false;
  let paused = false;
  /** The end of an epoch or stage at which the run pauses; null when it runs on. */
  let until: 'epoch' | 'stage' | null = null;
  let wake: (() => void) | null = null;
  const resume = (next: typeof until) => {
    until = next;
    paused = false;
    wake?.();
  };
  const commands: Record<RunCommand, () => void> = {
    pause: () => {
      paused = true;
      until = null;
    },
    resume: () => resume(null),
    epoch: () => resume('epoch'),
    stage: () => resume('stage'),
    stop: () => {
      stopped = true;
      wake?.();
    },
  };
  return {
    command: (command) => commands[command](),
    boundary: (what) => {
      // The last epoch of a stage ends both.
      if (until === what || (until === 'epoch' && what === 'stage')) {
        paused = true;
        until = null;
      }
    },
    checkpoint: async (sink) => {
      await breathe();
      if (paused && !stopped) {
        sink({ type: 'paused' });
        while (paused && !stopped)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        wake = null;
        if (!stopped) sink({ type: 'resumed' });
      }
      if (stopped) throw new StoppedError('stopped');
    },
  };
}
