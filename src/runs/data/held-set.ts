/**
 * Imported sets that are at hand as files, kept or not. The page hands them to its workers, since a
 * file is sent without its bytes.
 */
import { blobFile } from '../../datasets/archives/named-file.ts';
import { DataError } from '../../datasets/dataset.ts';
import { readFactsOf, readOwnFile } from '../../datasets/own/file.ts';
import type { OwnDataFacts } from '../../datasets/own/own-data.ts';
import { type OwnSource, ownSource } from '../../datasets/own/source.ts';

export interface HeldSet {
  readonly facts: OwnDataFacts;
  /** The set in the form of datasets/own/file.ts. */
  readonly file: Blob;
}

/** Reads the facts of a kept file. Rejects with a `DataError` where it holds another set. */
export async function heldSet(hash: string, file: Blob): Promise<HeldSet> {
  const name = `The kept set ${hash.slice(0, 8)}`;
  const facts = await readFactsOf(blobFile(name, file));
  if (facts.hash !== hash) throw new DataError(`${name} holds another set. Import the data again.`);
  return { facts, file };
}

/** Returns the set as something that runs of this thread can load. */
export function sourceOf({ facts, file }: HeldSet): OwnSource {
  return ownSource(facts, () => readOwnFile(blobFile(facts.title, file)));
}
