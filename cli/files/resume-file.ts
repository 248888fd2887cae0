/** Keeps the file of a run that may be cut off in the folder of its results. */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { KeepFile } from '../../src/runs/execution/keeper.ts';
import type { Resume } from '../../src/runs/resume/resume.ts';
import { ResumeError, readResume } from '../../src/runs/resume/resume-file.ts';
import { isThere } from './claim-file.ts';
import { makeFolder } from './make-folder.ts';
import { writeWhole } from './write-whole.ts';

const name = 'resume.safetensors';

const fileIn = (folder: string) => path.join(folder, name);

/** Returns what keeps a run in a folder, which is made if need be. */
export function keeperIn(folder: string): KeepFile {
  return async ({ bytes }) => {
    await makeFolder(folder);
    await writeWhole(fileIn(folder), bytes);
  };
}

/** Returns whether a folder holds a run that was cut off. */
export function holdsResume(folder: string): Promise<boolean> {
  return isThere(fileIn(folder));
}

/**
 * Returns the bytes of a file that may be there, or null when it is not. Throws {@link ResumeError}
 * when it cannot be read.
 */
export async function bytesIn(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new ResumeError(`${file} cannot be read (${code})`);
  }
}

/**
 * Returns the run that a folder holds, or null when there is none that was cut off. Throws
 * {@link ResumeError} when it cannot go on.
 */
export async function resumeIn(folder: string): Promise<Resume | null> {
  const file = fileIn(folder);
  const bytes = await bytesIn(file);
  if (!bytes) return null;
  try {
    return readResume(bytes);
  } catch (error) {
    if (error instanceof ResumeError) throw new ResumeError(`${file}: ${error.message}`);
    throw error;
  }
}

export function removeResume(folder: string): Promise<void> {
  return rm(fileIn(folder), { force: true });
}
