/** Reads the site's files from the checkout's public/ folder: the same files as the page's. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataError, type ReadFile } from '../src/datasets/dataset.ts';

const publicFolder = fileURLToPath(new URL('../public/', import.meta.url));

/**
 * Returns a reader of files below `folder`. It rejects with a `DataError` naming the file and what
 * to do.
 */
export function diskReader(folder = publicFolder): ReadFile {
  return async (name, onProgress) => {
    const file = path.join(folder, name);
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await readFile(file));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const problem = code === 'ENOENT' ? 'is missing' : `cannot be read (${code})`;
      const advice = name.startsWith('data/')
        ? 'Run "npm run prepare-data" to make it.'
        : 'It is part of the repository: restore it with "git checkout".';
      throw new DataError(`${name} ${problem} (looked for ${file}). ${advice}`);
    }
    onProgress?.(bytes.length, bytes.length);
    return bytes;
  };
}
