/** Imports data that a person gave to the page, and tells how far it is. */
import { blobFile, type NamedFile } from '../../datasets/archives/named-file.ts';
import type { ReadOptions } from '../../datasets/formats/format.ts';
import type { ImageDecoder } from '../../datasets/formats/images/decoder.ts';
import { ownSetParts } from '../../datasets/own/file.ts';
import { importSet } from '../../datasets/own/import-set.ts';
import { isOwnSpeech, type OwnData } from '../../datasets/own/own-data.ts';
import type { OwnFacts } from '../../datasets/own/own-set.ts';
import { type Preview, previewOf } from '../../datasets/own/preview.ts';
import { type Sample, samplesOf } from '../../datasets/own/samples.ts';
import type { OwnSpeechFacts } from '../../datasets/own/speech/own-speech.ts';
import { type Excerpt, excerptsOf } from '../../datasets/own/speech/speech-preview.ts';
import type { DataShelf } from './data-shelf.ts';
import type { HeldSet } from './held-set.ts';

/** A file as the page hands it over: it is read in the worker. */
export interface GivenFile {
  /** Name, or path below the folder that was given. */
  readonly name: string;
  readonly file: Blob;
}

export interface Given {
  /** Name of the archive, file or folder. */
  readonly name: string;
  readonly files: readonly GivenFile[];
  readonly options: ReadOptions;
}

export interface ImportProgress {
  /** Number of files found; null until all are listed. */
  readonly files: number | null;
  /** Bytes of what was given. */
  readonly bytes: number;
  /** Share of the work that is done, from 0 to 1. */
  readonly share: number;
}

/** Examples that were read, and what a person sees of them before they are used. */
export interface ImportedExamples extends HeldSet {
  readonly kind: 'examples';
  readonly facts: OwnFacts;
  readonly preview: Preview;
  readonly samples: readonly Sample[];
}

/** The same for speech. */
export interface ImportedSpeech extends HeldSet {
  readonly kind: 'speech';
  readonly facts: OwnSpeechFacts;
  readonly excerpts: readonly Excerpt[];
}

export type ImportedSet = ImportedExamples | ImportedSpeech;

/** The interface of the import worker to the page; it serves one call. Both reject in words. */
export interface ImportEndpoint {
  read(given: Given, tell: (progress: ImportProgress) => void): Promise<ImportedSet>;
  keep(hash: string, file: Blob): Promise<void>;
}

/** Share of the work that finding the files takes, and the share after which only sums are left. */
const listingShare = 0.3;
const readShare = 0.95;
/** Least time between two signs of progress, in milliseconds. */
const interval = 100;

/** Returns what counts the bytes that are read and turns them into progress. */
function meter(files: readonly GivenFile[], tell: (progress: ImportProgress) => void) {
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  let found: number | null = null;
  let [passed, read, told] = [0, 0, Number.NEGATIVE_INFINITY];
  const share = () => {
    const part = Math.min(1, passed / Math.max(1, bytes));
    if (found === null) return listingShare * part;
    return listingShare + (readShare - listingShare) * Math.max(part, read);
  };
  const say = () => {
    const now = performance.now();
    if (now - told < interval) return;
    told = now;
    tell({ files: found, bytes, share: share() });
  };
  return {
    counted: (file: NamedFile): NamedFile => ({
      ...file,
      read: async (start, end) => {
        const piece = await file.read(start, end);
        passed += piece.length;
        say();
        return piece;
      },
    }),
    found: (files: number) => {
      [found, passed, told] = [files, 0, Number.NEGATIVE_INFINITY];
      say();
    },
    tell: (done: number) => {
      read = done;
      say();
    },
  };
}

/** Returns the set as a file whose parts the browser may keep on disk. */
function blobOf(set: OwnData): Blob {
  return new Blob(ownSetParts(set) as Uint8Array<ArrayBuffer>[]);
}

function shownSet(set: OwnData): ImportedSet {
  const file = blobOf(set);
  if (isOwnSpeech(set)) {
    const { recordings: _, ...facts } = set;
    return { kind: 'speech', facts, excerpts: excerptsOf(set), file };
  }
  const { train: _, validation: __, test: ___, ...facts } = set;
  return { kind: 'examples', facts, preview: previewOf(set), samples: samplesOf(set), file };
}

export function createImporter(images: ImageDecoder, openShelf: () => Promise<DataShelf>): ImportEndpoint {
  return {
    read: async ({ name, files, options }, tell) => {
      const { counted, ...progress } = meter(files, tell);
      const named = files.map((given) => counted(blobFile(given.name, given.file)));
      const set = await importSet(name, named, { images, options, ...progress });
      return shownSet(set);
    },
    keep: async (hash, file) => {
      const shelf = await openShelf();
      try {
        await shelf.put(hash, file);
      } finally {
        shelf.close();
      }
    },
  };
}
