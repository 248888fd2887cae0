/** A file for a result: one of earlier work is replaced only where that is asked for. */
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
 * To be called before the work begins. Throws {@link OutputError} where the file is there or cannot
 * be made; `option` is the one that named it.
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
