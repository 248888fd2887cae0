/**
 * Imported sets that are at hand as files, kept or not. The page hands them to its workers, since a
 * file is sent without its bytes.
 */
import { blobFile } from '../../datasets/archives/named-file.ts';
import { DataError } from '../../datasets/dataset.ts';
import type { OwnDataFacts } from '../../datasets/own/own-data.ts';
import { type OwnSource, ownSource } from '../../datasets/own/source.ts';

/** The reader of kept files; the page needs it only where data are kept. */
const loadReader = () => import('../../datasets/own/file.ts');

export interface HeldSet {
  readonly facts: OwnDataFacts;
  /** The set in the form of datasets/own/file.ts. */
  readonly file: Blob;
}

/** Reads the facts of a kept file. Rejects with a `DataError` where it holds another set. */
export async function heldSet(hash: string, file: Blob): Promise<HeldSet> {
  const name = `The kept set ${hash.slice(0, 8)}`;
  const { readFactsOf } = await loadReader();
  const facts = await readFactsOf(blobFile(name, file));
  if (facts.hash !== hash) throw new DataError(`${name} holds another set. Import the data again.`);
  return { facts, file };
}

/** Returns the set as something that runs of this thread can load. */
export function sourceOf({ facts, file }: HeldSet): OwnSource {
  return ownSource(facts, async () => (await loadReader()).readOwnFile(blobFile(facts.title, file)));
}
