/** Takes everything that is stored out into one file, and such a file back in. */
import { blobFile } from '../../../datasets/archives/named-file.ts';
import type { Imported } from '../../../runs/archive/read.ts';
import { readAgain, runStore } from '../storage.ts';
import { shelf, tellSweeps } from './shelf.ts';
import { tellTabs } from './tabs.ts';

/** Gathers lines in a blob: the browser may keep its parts on disk. */
async function blobOf(lines: AsyncIterable<string>): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const line of lines) parts.push(new Blob([line]));
  return new Blob(parts, { type: 'application/jsonl' });
}

/** Loads the archive's code only when it is asked for. */
const lines = () => import('../../../runs/archive/lines.ts');

export async function exportAll(): Promise<Blob> {
  const [{ allLines }, store, sweeps] = await Promise.all([lines(), runStore(), shelf()]);
  return blobOf(allLines(store, sweeps));
}

/** Exports single records as they are stored, whether they can be read or not. */
export async function exportRuns(keys: readonly IDBValidKey[]): Promise<Blob> {
  const [{ runLines }, store] = await Promise.all([lines(), runStore()]);
  return blobOf(runLines(store, keys));
}

export async function exportSweeps(keys: readonly IDBValidKey[]): Promise<Blob> {
  const [{ sweepLines }, sweeps] = await Promise.all([lines(), shelf()]);
  return blobOf(sweepLines(sweeps, keys));
}

/** Imports an export or the zip of a run; rejects with an error that says why it cannot be. */
export async function importFile(file: File): Promise<Imported> {
  const [{ importArchive, linesOf }, store, sweeps] = await Promise.all([
    import('../../../runs/archive/read.ts'),
    runStore(),
    shelf(),
  ]);
  try {
    const zip = (await file.slice(0, 2).text()) === 'PK';
    return await importArchive(zip ? await zippedLines(file) : linesOf(file.stream()), store, sweeps);
  } finally {
    // Some of it may have been taken before there was no more room.
    await readAgain();
    tellTabs(null);
    tellSweeps('imported');
  }
}

async function zippedLines(file: File): Promise<AsyncIterable<string>> {
  const [{ readRunZip }, { recordLines }] = await Promise.all([
    import('../../../runs/archive/read-run-zip.ts'),
    lines(),
  ]);
  return recordLines(await readRunZip(blobFile(file.name, file)));
}
