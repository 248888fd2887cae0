/**
 * The hook through which long work in the method reports, yields and is stopped; it is called
 * between batches.
 */

export type Phase = 'pretraining' | 'calibrating' | 'training' | 'validating' | 'testing';

export interface Pulse {
  readonly phase: Phase;
  /** Number of batches done, of `batches`. */
  readonly batch: number;
  readonly batches: number;
}

/**
 * Awaited between batches. It may wait (pause), or throw to end the work (stop): the method then
 * frees what it holds.
 */
export type Watch = (pulse: Pulse) => Promise<void>;

/** An error about a loss that is no longer a number. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
}
