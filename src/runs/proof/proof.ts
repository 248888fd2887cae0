/**
 * A proof is what a link carries of a finished run, so that whoever opens it and runs it again can
 * see whether the same came out: who computed it, a digest of all its figures, and its curve.
 */
import type { Environment } from '../records/report.ts';

/** A stage of the author's curve. */
export interface ProofStage {
  readonly stage: number;
  /** Name of the layer that the stage converted. */
  readonly layer: string;
  /** The epoch of the first score; each further score is that of the next epoch. */
  readonly first: number;
  /** Lead scores on the validation examples, of about four digits. */
  readonly scores: readonly number[];
}

export interface Proof {
  /** Version of the Spikewise that computed it. */
  readonly software: string;
  readonly engine: number;
  readonly backend: Environment['backend'];
  /** First digits of the digest of the data set; null when it has none. */
  readonly data: string | null;
  /** First digits of the digest of the run's figures. */
  readonly trace: string;
  /**
   * A check of the preset and of each setting that differs from it, by the key that it has in a
   * link. A check is two letters of a digest: it tells that a value was changed, not what it was.
   */
  readonly settings: Readonly<Record<string, string>>;
  /** Empty where it would be too long for a link. */
  readonly curve: readonly ProofStage[];
}

export const traceDigits = 32;
export const dataDigits = 8;
