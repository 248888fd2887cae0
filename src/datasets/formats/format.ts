/** Defines a format of data: how it is told by its names, and what reading it gives. */
import type { Scaling } from '../../engine/examples/scaling.ts';
import type { ImageShape } from '../../networks/shape.ts';
import type { SplitCounts } from '../dataset.ts';
import type { Folder, OnShare } from './folder.ts';
import type { ImageDecoder } from './images/decoder.ts';
import type { Fit } from './images/resize.ts';

/** Examples and their classes, in the order of the files. */
export interface Part {
  readonly count: number;
  /** The inputs as they are stored, `[count, height, width, channels]`. */
  readonly inputs: Uint8Array | Float32Array;
  readonly labels: Uint16Array;
}

/** What could not be read, and why. */
export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

/** What a format reads. A split that it lacks is cut from the training examples later. */
export interface Decoded {
  readonly inputShape: ImageShape;
  /** Class names, in the order of their numbers. */
  readonly classNames: readonly string[];
  readonly scaling: Scaling;
  readonly parts: { readonly train: Part } & { readonly [split in keyof SplitCounts]?: Part };
  readonly skipped: readonly Skipped[];
}

/** Choices of the person who imports. */
export interface ReadOptions {
  /** Height and width that images are brought to; left out, all must have the same size. */
  readonly size?: readonly [height: number, width: number];
  readonly fit: Fit;
  /** Number of channels; `auto` is grey when every image is. */
  readonly colour: 'auto' | 'grey' | 'colour';
  /** Name or number of a table's column with the class; left out, `label` or the last. */
  readonly labelColumn?: string;
  /** Seed of the splits that the set does not name; left out, the usual one. */
  readonly splitSeed?: number;
}

export const usualOptions: ReadOptions = { fit: 'crop', colour: 'auto' };

export interface Surroundings {
  readonly images: ImageDecoder;
  readonly options: ReadOptions;
  readonly tell: OnShare;
  /** Called with the number of files that were found, before they are read. */
  readonly found?: (files: number) => void;
  readonly signal?: AbortSignal;
}

export interface Format {
  readonly id: string;
  readonly title: string;
  /** Says in a few words what its files look like. */
  readonly looks: string;
  /** Says whether these paths are of this format. */
  recognises(paths: readonly string[]): boolean;
  /** Reads all examples. Throws a `DataError` that names file, place and remedy. */
  read(folder: Folder, surroundings: Surroundings): Promise<Decoded>;
}
