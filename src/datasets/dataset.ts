/**
 * What a data set is, whatever its source. Adding one is one file here and one line in `index.ts`.
 */
import type { ImageShape } from '../networks/layer.ts';

/** Images as bytes 0…255, `[count, height, width, channels]`; one label per image. */
export interface Split {
  readonly count: number;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

export interface Dataset {
  readonly name: string;
  readonly imageShape: ImageShape;
  readonly classes: number;
  readonly train: Split;
  readonly validation: Split;
  readonly test: Split;
}

/** How many images of each split are wanted. */
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

export interface DatasetSource {
  readonly id: string;
  readonly title: string;
  /** Whole sizes of the splits. */
  readonly available: SplitCounts;
  load(
    read: ReadFile,
    counts: SplitCounts,
    onProgress?: (loaded: number, total: number) => void,
  ): Promise<Dataset>;
}
