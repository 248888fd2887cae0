/** Reads a sound that a command is given as a file. */
import { readFile } from 'node:fs/promises';
import { DataError } from '../../src/datasets/dataset.ts';
import { readWav, type Sound } from '../../src/datasets/formats/sound/wav.ts';

/** Reads a WAV file. Throws a {@link DataError} in words. */
export async function soundIn(file: string): Promise<Sound> {
  const bytes = await readFile(file).catch(() => {
    throw new DataError(`${file} cannot be read. Give a WAV file that is there.`);
  });
  return readWav(file, bytes);
}
