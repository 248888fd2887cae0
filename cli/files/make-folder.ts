/** Makes a folder for results, with its parents. */
import { mkdir } from 'node:fs/promises';
import { OutputError } from './output-error.ts';

/** Makes the folder. Throws {@link OutputError} naming it. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(({ code }: NodeJS.ErrnoException) => {
    throw new OutputError(`${folder} cannot be made (${code}); give another --out`);
  });
}
