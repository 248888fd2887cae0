/**
 * Defines a data set, whatever its source. To add one, write one file here and one line in
 * `index.ts`.
 */

import type { Scaling } from '../engine/examples/scaling.ts';
import type { ImageShape } from '../networks/shape.ts';

/** The examples of one split. */
export interface Split {
  readonly count: number;
  /** The inputs as they are stored, `[count, height, width, channels]`. */
  readonly inputs: Uint8Array | Float32Array;
  /** One class per example; empty when the data set has no classes. */
  readonly labels: Uint16Array;
  /** The arrays beside the inputs, `[count, …targetShape]`, when the data set has them. */
  readonly arrays?: Float32Array;
}

/** The facts of a data set that are known before anything of it is loaded. */
export interface DatasetFacts {
  /** The name of the data set in specs and links. */
  readonly id: string;
  readonly title: string;
  /** Number of examples in each whole split. */
  readonly available: SplitCounts;
  /** Shape of an input, `[height, width, channels]`; a signal has height 1. */
  readonly inputShape: ImageShape;
  /** Class names, in the order of their numbers. */
  readonly classNames: readonly string[];
  /** Shape of the array beside each input; left out when there is none. */
  readonly targetShape?: ImageShape;
  /** The rule that turns stored numbers into inputs. */
  readonly scaling: Scaling;
  /** What is known of its talkers, when it is a set of speech; then examples are mixtures. */
  readonly speech?: SpeechFacts;
}

/** The facts of a set of speech, whose examples are drawn when they are wanted. */
export interface SpeechFacts {
  /** Samples a second, in Hz. */
  readonly rate: number;
  /**
   * Whether there are recordings of single talkers, to be mixed, or mixtures that were made
   * elsewhere, which `available` counts.
   */
  readonly layout: 'talkers' | 'mixed';
  /** Number of talkers to learn from, and of those that only the test has; null of mixtures. */
  readonly talkers: { readonly train: number; readonly open: number } | null;
  /** Whether the voices were computed and nobody has spoken them. */
  readonly synthetic: boolean;
}

export interface Dataset extends DatasetFacts {
  /** SHA-256 that tells these examples from others of the same name, if there is one. */
  readonly sha256?: string;
  readonly train: Split;
  readonly validation: Split;
  readonly test: Split;
}

/** Number of examples in each split, existing or requested. */
export interface SplitCounts {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

/**
 * Reads a file below the site's root, as `data/mnist/manifest.json`. Rejects with a message that a
 * person can act on.
 */
export type ReadFile = (
  path: string,
  onProgress?: (loadedBytes: number, totalBytes: number) => void,
) => Promise<Uint8Array>;

/** An error about a file that is missing, cut short or malformed. The message names the file. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

export interface DatasetSource extends DatasetFacts {
  /** Loads the first `counts` examples of each split. Rejects with a {@link DataError}. */
  load(
    read: ReadFile,
    counts: SplitCounts,
    onProgress?: (loaded: number, total: number) => void,
  ): Promise<Dataset>;
}
