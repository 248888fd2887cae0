/** Claims a file for a result: a file of earlier work is replaced only on request. */
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from './make-folder.ts';
import { OutputError, unwritable } from './output-error.ts';

export function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/**
 * Claims the file; call it before the work begins. Throws {@link OutputError} when the file exists
 * or cannot be made; `option` is the one that named it.
 */
export async function claimFile(file: string, overwrite: boolean, option = '--out'): Promise<void> {
  if (!overwrite && (await isThere(file)))
    throw new OutputError(`${file} is there already; give another ${option}, or --overwrite to replace it`);
  const folder = path.dirname(file);
  await makeFolder(folder);
  await access(folder, constants.W_OK).catch(({ code }: NodeJS.ErrnoException) => {
    throw unwritable(folder, code);
  });
}
