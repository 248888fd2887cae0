/** A folder for results, with those it lies in. */
import { mkdir } from 'node:fs/promises';
import { OutputError } from './output-error.ts';

/** Throws {@link OutputError} naming the folder. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(({ code }: NodeJS.ErrnoException) => {
    throw new OutputError(`${folder} cannot be made (${code}); give another --out`);
  });
}
