/**
 * Imported sets that are at hand as files, kept or not. The page hands them to its workers, since a
 * file is sent without its bytes.
 */
import { blobFile } from '../../datasets/archives/named-file.ts';
import { DataError } from '../../datasets/dataset.ts';
import { readFactsOf, readOwnFile } from '../../datasets/own/file.ts';
import { type OwnFacts, ownId } from '../../datasets/own/own-set.ts';
import { offerOwnDatasets } from '../../datasets/own/shelf.ts';
import { ownSource } from '../../datasets/own/source.ts';

export interface HeldSet {
  readonly facts: OwnFacts;
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

/** Makes these sets, and no others, known to settings, links and runs of this thread. */
export function offerHeld(sets: readonly HeldSet[]): void {
  offerOwnDatasets(
    sets.map(({ facts, file }) => ownSource(facts, () => readOwnFile(blobFile(facts.title, file)))),
  );
}

/** Returns the set that a spec names, if it is one of these: all that a worker of the run needs. */
export function heldFor(sets: readonly HeldSet[], { dataset }: { readonly dataset: string }): HeldSet[] {
  return sets.filter(({ facts }) => ownId(facts.hash) === dataset);
}
