/** How long work in the method reports, yields and is stopped: one hook, called between batches. */

export type Phase = 'pretraining' | 'calibrating' | 'training' | 'validating' | 'testing';

export interface Pulse {
  readonly phase: Phase;
  /** Batches done of `batches`. */
  readonly batch: number;
  readonly batches: number;
}

/**
 * Awaited between batches. May wait (pause); throws to end the work (stop): the method then frees
 * what it holds.
 */
export type Watch = (pulse: Pulse) => Promise<void>;

/** The loss is no longer a number. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
}
