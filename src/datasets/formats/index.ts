/** Lists all formats, and reads what a person gave by the first that recognises it. */
import type { NamedFile } from '../archives/named-file.ts';
import { DataError } from '../dataset.ts';
import { cifarBinary } from './cifar-binary.ts';
import { csv } from './csv.ts';
import { openFolder } from './folder.ts';
import type { Decoded, Format, Surroundings } from './format.ts';
import { idx } from './idx.ts';
import { imageFolder } from './image-folder.ts';
import { npy } from './npy.ts';

export const formats: readonly Format[] = [cifarBinary, idx, npy, imageFolder, csv];

export interface Imported extends Decoded {
  readonly format: Format;
}

/** Reads an archive, some files or a directory. Throws a {@link DataError} in words. */
export async function readData(
  name: string,
  files: readonly NamedFile[],
  surroundings: Surroundings,
): Promise<Imported> {
  const folder = await openFolder(name, files, surroundings.signal);
  surroundings.found?.(folder.paths.length);
  const format = formats.find((each) => each.recognises(folder.paths));
  if (!format) {
    const looks = formats.map((each) => `${each.title} (${each.looks})`).join('; ');
    throw new DataError(
      `${name} is of no format that is read: its first file is ${folder.paths[0]}. These are: ${looks}.`,
    );
  }
  return { format, ...(await format.read(folder, surroundings)) };
}
