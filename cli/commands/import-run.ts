/** Takes the network that a run started from out of its zip, so that the run can be run again. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bytesFile, type NamedFile } from '../../src/datasets/archives/named-file.ts';
import { DataError } from '../../src/datasets/dataset.ts';
import { ownHash } from '../../src/exchange/own-shelf.ts';
import { isRunZip, readRunZip } from '../../src/runs/archive/read-run-zip.ts';
import { computedLink } from '../../src/runs/link/as-computed.ts';
import { encodeLink } from '../../src/runs/link/link.ts';
import { startsFromOwn } from '../../src/runs/spec/start-network.ts';
import { keepModel, offerKeptModels } from '../files/model-store.ts';

/** Keeps the network and prints the run's link; returns false where there is no zip of a run. */
export async function importRun(paths: readonly string[]): Promise<boolean> {
  const zip = paths.length === 1 ? await runZipAt(paths[0]!) : null;
  if (!zip) return false;
  const { record, model } = await readRunZip(zip);
  const { spec, report } = record;
  console.log(`${zip.name}: the run “${record.name}” of ${record.createdAt}, ${record.status}`);
  if (model) console.log(`kept as ${await keepModel(model, ownHash(spec.model))}`);
  else if (startsFromOwn(spec))
    throw new DataError(
      `It started from the imported network ${spec.model}, which the zip does not hold. Import the file of that network with the same choices.`,
    );
  else console.log('It started from no imported network: there is nothing to keep.');
  // The link names the file that the network was made from.
  await offerKeptModels();
  const link = (report && computedLink(report)) ?? encodeLink(spec);
  console.log(`run it again: npm run ptl -- run --link '${link}'`);
  return true;
}

async function runZipAt(at: string): Promise<NamedFile | null> {
  if (!at.toLowerCase().endsWith('.zip')) return null;
  const bytes = await readFile(at).catch(({ code }: NodeJS.ErrnoException) => {
    throw new DataError(`${at} cannot be read (${code}); give the zip of a run.`);
  });
  const file = bytesFile(path.basename(at), bytes);
  return (await isRunZip(file)) ? file : null;
}
