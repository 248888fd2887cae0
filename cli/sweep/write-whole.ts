/** Files that are there whole or not at all, even when the program or the machine ends in the middle. */
import { open, rename } from 'node:fs/promises';
import { SweepError } from '../../src/runs/sweep/sweep-error.ts';

/** Throws {@link SweepError} naming the file; what was there before stays. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await write(file, content);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SweepError([
      `${file} cannot be written (${code}); the cells kept so far stay, make room and go on`,
    ]);
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
