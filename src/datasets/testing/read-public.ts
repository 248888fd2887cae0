/** Reads the site's own files for tests, from the folder that the page is served from. */
import { readFile } from 'node:fs/promises';
import type { ReadFile } from '../dataset.ts';

const folder = new URL('../../../public/', import.meta.url);

export const readPublic: ReadFile = async (name, onProgress) => {
  const bytes = new Uint8Array(await readFile(new URL(name, folder)));
  onProgress?.(bytes.length, bytes.length);
  return bytes;
};
