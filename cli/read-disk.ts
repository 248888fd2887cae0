/**
 * Reads the site's files from the checkout's public/ folder: the same files as the page's. Data
 * that are not there yet, as in a fresh clone, are prepared when the first of them is asked for.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareMnist } from '../scripts/prepare-mnist.mjs';
import { DataError, type ReadFile } from '../src/datasets/dataset.ts';

const publicFolder = fileURLToPath(new URL('../public/', import.meta.url));

/** Prepares the data below a folder; returns whether it wrote any. */
type Prepare = (folder: string) => Promise<boolean>;

/** Preparations by folder: each is tried once in a process. */
const prepared = new Map<string, Promise<boolean>>();

function preparedOnce(folder: string, prepare: Prepare): Promise<boolean> {
  const known = prepared.get(folder) ?? prepare(folder);
  prepared.set(folder, known);
  return known;
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/**
 * Returns a reader of files below `folder`. It rejects with a `DataError` naming the file and what
 * to do.
 */
export function diskReader(folder = publicFolder, prepare: Prepare = prepareMnist): ReadFile {
  const readPrepared = async (name: string): Promise<Uint8Array> => {
    const file = path.join(folder, name);
    try {
      return new Uint8Array(await readFile(file));
    } catch (error) {
      if (!isMissing(error) || !name.startsWith('data/')) throw error;
      await preparedOnce(folder, prepare);
      return new Uint8Array(await readFile(file));
    }
  };
  return async (name, onProgress) => {
    let bytes: Uint8Array;
    try {
      bytes = await readPrepared(name);
    } catch (error) {
      throw new DataError(refusal(name, path.join(folder, name), error as NodeJS.ErrnoException));
    }
    onProgress?.(bytes.length, bytes.length);
    return bytes;
  };
}

function refusal(name: string, file: string, { code, message }: NodeJS.ErrnoException): string {
  const problem =
    code === undefined
      ? `is missing and cannot be made: ${message}`
      : code === 'ENOENT'
        ? 'is missing'
        : `cannot be read (${code})`;
  const advice = name.startsWith('data/')
    ? 'Run "npm run prepare-data" to make it.'
    : 'It is part of the repository: restore it with "git checkout".';
  return `${name} ${problem} (looked for ${file}). ${advice}`;
}
