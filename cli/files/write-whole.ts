/**
 * Writes files that are there whole or not at all, even when the program or the machine ends in the
 * middle.
 */
import { open, rename } from 'node:fs/promises';
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
  const handle = await open(unfinished, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}
