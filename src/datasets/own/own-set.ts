/** A data set that a person imported: its examples, and what is known of where they came from. */

import { byteScaling, noScaling, type Scaling } from '../../engine/examples/scaling.ts';
import { ownId } from '../../exchange/own-shelf.ts';
import type { ImageShape } from '../../networks/shape.ts';
import type { DatasetFacts, Split, SplitCounts } from '../dataset.ts';
import type { DataFile } from './data-file.ts';

/** How stored numbers are kept: bytes 0…255, or floats that are inputs as they are. */
export type Stored = 'bytes' | 'floats';

export interface OwnFacts {
  readonly title: string;
  readonly inputShape: ImageShape;
  readonly classNames: readonly string[];
  readonly stored: Stored;
  readonly available: SplitCounts;
  /** The file or folder that it was read from, for whoever has to find it again. */
  readonly source: DataFile & { readonly format: string };
  /** The first images that were skipped, and the number of all. */
  readonly skipped: { readonly count: number; readonly first: readonly Skip[] };
  /** What a person should know of how it was read, in sentences; left out when there is none. */
  readonly notes?: readonly string[];
  /** SHA-256 of the decoded examples, labels, split and class names. */
  readonly hash: string;
}

interface Skip {
  readonly path: string;
  readonly reason: string;
}

export interface OwnSet extends OwnFacts {
  readonly train: Split;
  readonly validation: Split;
  readonly test: Split;
}

/** Most characters of a title. */
export const mostTitle = 80;

export function scalingOf(stored: Stored): Scaling {
  switch (stored) {
    case 'bytes':
      return byteScaling;
    case 'floats':
      return noScaling;
  }
}

/** Returns the facts as those of any data set. */
export function datasetFacts({
  title,
  inputShape,
  classNames,
  stored,
  available,
  hash,
}: OwnFacts): DatasetFacts {
  return { id: ownId(hash), title, inputShape, classNames, available, scaling: scalingOf(stored) };
}
