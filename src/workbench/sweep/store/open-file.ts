/**
 * Opens the results file of a sweep. A file that cannot be read gives the reason, and leaves
 * everything as it was.
 */
import { readSweepFile } from '../../../runs/sweep/sweep-file.ts';
import { complain } from './state.ts';
import { takeResults } from './sweeps.ts';

/** Largest file in bytes; a thousand cells with their reports are some tens of megabytes. */
const mostBytes = 512 * 2 ** 20;

export async function openFile(file: File): Promise<void> {
  const title = `${file.name} could not be opened`;
  if (file.size > mostBytes) {
    complain(title, new Error('The file has more than 512 MB; it is no results file of a sweep.'));
    return;
  }
  try {
    await takeResults(file.name, readSweepFile(await file.text()));
  } catch (error) {
    complain(title, error);
  }
}
