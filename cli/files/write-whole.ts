/**
 * Writes files that are there whole or not at all, even when the program or the machine ends in the
 * middle.
 */
import { open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { OutputError } from './output-error.ts';

/** Writes a file. Throws {@link OutputError} naming it, and then leaves what was there before. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await write(file, content);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new OutputError(
      `${file} cannot be written (${code}); what is kept so far stays, make room and give the command again`,
    );
  }
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(unfinished, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    // A full disk is not helped by half a file.
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
}

/** Matches the names that files of runs and sweeps have before they are whole. */
const unfinishedName =
  /^(?:report|results|sweep|metrics|predictions|summary|snn|resume|failure|unfinished)\.(?:json|csv|txt|safetensors)\.\d+\.tmp$/;

/**
 * Removes the files that killed processes left half written in a folder. Only who holds the
 * folder's lock may call it: nobody else is writing there then.
 */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [] as string[]);
  for (const name of names.filter((each) => unfinishedName.test(each)))
    await rm(path.join(folder, name), { force: true }).catch(() => {});
}
