/** The part of jsfive, an HDF5 reader in plain JavaScript, that tests use. It ships no types. */
declare module 'jsfive' {
  export class Dataset {
    readonly shape: number[];
    readonly dtype: string;
    readonly value: (number | string)[] | number | string;
  }
  export class Group {
    readonly keys: string[];
    get(path: string): Group | Dataset;
  }
  export class File extends Group {
    constructor(bytes: ArrayBuffer, name: string);
  }
}
