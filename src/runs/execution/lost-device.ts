/** Takes up a run whose GPU was lost: opens the device anew and says where the run goes on. */
import { answered } from '../../backends/answered.ts';
import { DeviceLostError } from '../../backends/device-loss.ts';
import { BackendError, type OpenBackend } from '../../backends/open.ts';
import type { Attempt, Beginning } from './attempt.ts';
import type { Surroundings } from './surroundings.ts';

/** The largest number of losses that a run outlives. */
const mostLosses = 3;

/** Waits between the tries to open the device, in milliseconds: a driver needs time to start. */
const waits = [0, 1000, 2000];

/** Milliseconds to wait for what an attempt still does after the loss. */
const unwinding = 1000;

export interface Restart {
  readonly opened: OpenBackend;
  readonly begin: Beginning;
}

/**
 * Ends the `attempt`, whose `work` the loss number `losses` broke off, and opens the same backend
 * with a fresh device. Throws {@link BackendError} with what to do when it cannot, or when the loss
 * is one too many.
 */
export async function restart(
  attempt: Attempt,
  work: Promise<unknown>,
  losses: number,
  { backend }: Pick<OpenBackend, 'backend'>,
  open: Surroundings['open'],
): Promise<Restart> {
  const { place, next } = attempt.cut();
  // It frees what it holds; what it waits for may never come.
  await answered(() => work, { patience: unwinding }).catch(() => {});
  if (losses > mostLosses)
    throw new BackendError(
      `The GPU was lost ${losses} times, the last time ${place}. Choose wasm, and start the run again.`,
    );
  const opened = await reopen(() => open(backend)).catch((error) => {
    throw new BackendError(
      `The GPU was lost ${place} and could not be opened again: ${(error as Error).message}`,
    );
  });
  return { opened, begin: { ...next, warning: `The GPU was lost ${place}; the run ${goesOn(next)}.` } };
}

async function reopen(open: () => Promise<OpenBackend>): Promise<OpenBackend> {
  let failure: unknown;
  for (const wait of waits) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof BackendError || error instanceof DeviceLostError)) throw error;
      failure = error;
    }
  }
  throw failure;
}

function goesOn({ resume }: Pick<Beginning, 'resume'>): string {
  if (!resume) return 'began again';
  const last = resume.report.stages.at(-1);
  return `went on from the end of ${last ? `stage ${last.stage}` : 'pre-training'}`;
}
