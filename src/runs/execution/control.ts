/** Pause, resume, one epoch, one stage, stop: commands from outside, obeyed between batches. */

import type { RunCommand, RunSink } from '../records/events.ts';
import { breathe } from './breathe.ts';

/** Thrown inside a run to end it; not a failure. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

export interface RunControl {
  command(command: RunCommand): void;
  /** Between batches: yields, waits while paused, throws {@link StoppedError} when stopped. */
  checkpoint(sink: RunSink): Promise<void>;
  /** At the end of an epoch or stage: pauses if one was asked for. */
  boundary(what: 'epoch' | 'stage'): void;
}

export function createControl(): RunControl {
  let stopped = false;
  let paused = false;
  /** Run on until the next of these, then pause. */
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
