/**
 * Holds the imported sets that can be found here. Whoever keeps them, the page or the command line,
 * puts them here before settings are read.
 */
import { DataError, type DatasetSource } from '../dataset.ts';
import { ownIdPattern, ownPrefixPattern } from './own-set.ts';

let shelf: readonly DatasetSource[] = [];

export function ownDatasets(): readonly DatasetSource[] {
  return shelf;
}

/** Replaces the imported sets that can be found. */
export function offerOwnDatasets(sources: readonly DatasetSource[]): void {
  shelf = sources;
}

export function isOwnId(id: string): boolean {
  return ownIdPattern.test(id);
}

/** Returns the whole id for its beginning. Throws a {@link DataError} unless it means one set. */
export function wholeOwnId(beginning: string): string {
  const found = shelf.filter(({ id }) => id.startsWith(beginning));
  if (found.length === 1) return found[0]!.id;
  if (found.length > 1)
    throw new DataError(
      `${beginning} is the beginning of ${found.length} imported data sets. Give more of its digits.`,
    );
  throw new DataError(missingWords(beginning));
}

/** Says that an imported set is not here, and what to do. */
export function missingWords(id: string): string {
  return `The imported data set ${id} is not here. Import the file that it was made from: the hash is the same wherever that is done`;
}

export function isOwnBeginning(text: string): boolean {
  return ownPrefixPattern.test(text);
}
