/** The kinds of files that a browser keeps for a person: data sets and networks. */

export interface ShelfKind {
  /** The name of the database where the browser has no file system. */
  readonly database: string;
  /** The folder below the root of the browser's file system. */
  readonly folder: string;
  readonly ending: string;
  /** What a message calls one of them. */
  readonly title: string;
  /** Tells from the first eight bytes, which are written last, whether a file is whole. */
  isWhole(first: Uint8Array): boolean;
}

export const dataKind: ShelfKind = {
  database: 'spikewise-data',
  folder: 'own-data',
  ending: '.ptl-data',
  title: 'data set',
  isWhole: (first) => first.every((byte) => byte !== 0),
};

/** A checkpoint begins with the length of its header, whose last bytes are zeros. */
export const modelKind: ShelfKind = {
  database: 'spikewise-models',
  folder: 'own-models',
  ending: '.ptl-model',
  title: 'network',
  isWhole: (first) => first.some((byte) => byte !== 0),
};
