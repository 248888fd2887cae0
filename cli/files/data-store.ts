/** The folder in which imported data sets are kept, a file for each. */

import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '../../src/datasets/dataset.ts';
import { readFactsOf, readOwnSet, writeOwnSet } from '../../src/datasets/own/file.ts';
import type { OwnData, OwnDataFacts } from '../../src/datasets/own/own-data.ts';
import { datasetShelf } from '../../src/datasets/own/shelf.ts';
import { ownSource } from '../../src/datasets/own/source.ts';
import { makeFolder } from './make-folder.ts';
import { writeWhole } from './write-whole.ts';

/** The variable by which threads, and who starts the program, know the folder. */
export const storeVariable = 'PTL_DATA';

const ending = '.ptl-data';

export function storeFolder(): string {
  return process.env[storeVariable] ?? path.join('data', 'own');
}

export interface Kept {
  readonly file: string;
  readonly bytes: number;
  /** What is known of the set, or the error that says why it cannot be used. */
  readonly facts: OwnDataFacts | DataError;
}

async function factsIn(file: string): Promise<OwnDataFacts> {
  const handle = await open(file);
  try {
    const read = async (start: number, end: number) => {
      const bytes = new Uint8Array(end - start);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    };
    const facts = await readFactsOf({ name: file, size: (await handle.stat()).size, read });
    if (path.basename(file) !== facts.hash + ending)
      throw new DataError(
        `${file} holds the set ${facts.hash}, as its name does not say. Import the data again.`,
      );
    return facts;
  } finally {
    await handle.close();
  }
}

/** Lists what the folder holds, by name. A folder that is not there holds nothing. */
export async function keptSets(folder = storeFolder()): Promise<Kept[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const files = names.filter((name) => name.endsWith(ending)).sort();
  return Promise.all(
    files.map(async (name) => {
      const file = path.join(folder, name);
      const facts = await factsIn(file).catch((error: unknown) =>
        error instanceof DataError
          ? error
          : new DataError(`${file} cannot be read: ${(error as Error).message}`),
      );
      return { file, bytes: (await stat(file)).size, facts };
    }),
  );
}

async function readKept(file: string): Promise<OwnData> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new DataError(`${file} cannot be read (${error.code}). Import the data again.`);
  });
  return readOwnSet(file, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** Makes the sets of the folder known to settings, links and runs of this thread. */
export async function offerKept(folder = storeFolder()): Promise<void> {
  const kept = await keptSets(folder);
  datasetShelf.offer(
    kept.flatMap(({ file, facts }) =>
      facts instanceof DataError ? [] : [ownSource(facts, () => readKept(file))],
    ),
  );
}

/** Keeps a set; returns its file. */
export async function keepSet(set: OwnData, folder = storeFolder()): Promise<string> {
  await makeFolder(folder);
  const file = path.join(folder, set.hash + ending);
  await writeWhole(file, writeOwnSet(set));
  return file;
}

export async function removeKept({ file }: Kept): Promise<void> {
  await rm(file);
}
