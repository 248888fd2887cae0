/** Takes everything that is stored out into one file, and such a file back in. */
import { blobFile } from '../../../datasets/archives/named-file.ts';
import { modelShelf } from '../../../exchange/own-models.ts';
import { ownHash } from '../../../exchange/own-shelf.ts';
import type { Taken } from '../../../runs/archive/read.ts';
import type { GivenFile } from '../../../runs/data/import-data.ts';
import { holdModelForVisit, keepOwnModel } from '../models/keep-models.ts';
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
export async function importFile(file: GivenFile): Promise<Taken> {
  const [{ importArchive, linesOf }, store, sweeps] = await Promise.all([
    import('../../../runs/archive/read.ts'),
    runStore(),
    shelf(),
  ]);
  try {
    if (!(await looksZipped(file.file)))
      return { ...(await importArchive(linesOf(file.file.stream()), store, sweeps)), ...noRun };
    const [{ readRunZip }, { recordLines }] = await Promise.all([runZips(), lines()]);
    const { record, model } = await readRunZip(blobFile(file.name, file.file));
    const taken = await importArchive(recordLines(record), store, sweeps);
    return { ...taken, network: model && (await takeModel(record.spec.model, model)), runId: record.id };
  } finally {
    // Some of it may have been taken before there was no more room.
    await readAgain();
    tellTabs(null);
    tellSweeps('imported');
  }
}

const runZips = () => import('../../../runs/archive/read-run-zip.ts');

const noRun = { network: null, runId: null } as const;

const looksZipped = async (file: Blob) => (await file.slice(0, 2).text()) === 'PK';

/** Returns whether a file is the zip of a run. */
export async function isRun({ name, file }: GivenFile): Promise<boolean> {
  return (await looksZipped(file)) && (await runZips()).isRunZip(blobFile(name, file));
}

/** Keeps a run's network, or holds it for this visit; null where it was here before. */
async function takeModel(id: string, bytes: Uint8Array): Promise<Taken['network']> {
  if (modelShelf.find(id)) return null;
  const { heldModel } = await import('../../../runs/data/kept-model.ts');
  const model = await heldModel(ownHash(id), new Blob([bytes as Uint8Array<ArrayBuffer>]));
  const { title } = model.facts;
  try {
    await keepOwnModel(model);
    return { title, kept: true };
  } catch {
    holdModelForVisit(model);
    return { title, kept: false };
  }
}
