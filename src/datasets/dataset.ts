/**
 * What a data set is, whatever its source. Adding one is one file here and one line in `index.ts`.
 */

import type { Scaling } from '../engine/examples/scaling.ts';
import type { ImageShape } from '../networks/shape.ts';

/** Inputs as they are stored, `[count, height, width, channels]`; one class per example. */
export interface Split {
  readonly count: number;
  readonly inputs: Uint8Array | Float32Array;
  readonly labels: Uint16Array;
}

/** What is known of a data set before anything of it is loaded. */
export interface DatasetFacts {
  /** Names it in specs and links. */
  readonly id: string;
  readonly title: string;
  /** Whole sizes of the splits. */
  readonly available: SplitCounts;
  /** `[height, width, channels]`; a signal has height 1. */
  readonly inputShape: ImageShape;
  /** Class names, in the order of their numbers. */
  readonly classNames: readonly string[];
  /** How stored numbers become inputs. */
  readonly scaling: Scaling;
}

export interface Dataset extends DatasetFacts {
  readonly train: Split;
  readonly validation: Split;
  readonly test: Split;
}

/** How many examples of each split there are, or are wanted. */
export interface SplitCounts {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

/**
 * Reads a file below the site's root, as `data/mnist/manifest.json`. Rejects with a message a
 * person can act on.
 */
export type ReadFile = (
  path: string,
  onProgress?: (loadedBytes: number, totalBytes: number) => void,
) => Promise<Uint8Array>;

/** A file that is missing, cut short or not what it should be. The message names the file. */
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
