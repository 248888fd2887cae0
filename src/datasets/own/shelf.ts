/**
 * Holds the imported sets that can be found here. Whoever keeps them, the page or the command line,
 * puts them here before settings are read.
 */
import { writeCount } from '../../tasks/writing.ts';
import { DataError } from '../dataset.ts';
import type { DataFile } from './data-file.ts';
import { ownIdPattern, ownPrefixPattern } from './own-set.ts';
import type { OwnSource } from './source.ts';

let shelf: readonly OwnSource[] = [];

/** The files of sets that were named, by a link or a run, whether the sets are here or not. */
const named = new Map<string, DataFile>();

export function ownDatasets(): readonly OwnSource[] {
  return shelf;
}

/** Replaces the imported sets that can be found. */
export function offerOwnDatasets(sources: readonly OwnSource[]): void {
  shelf = sources;
  for (const { id, file } of sources) named.set(id, file);
}

/** Notes the file that a link or a run names for a set, for whoever has to find it. */
export function noteDataFile(id: string, file: DataFile): void {
  named.set(id, file);
}

/** Returns the file that a set was read from; null where nobody has told. */
export function dataFileOf(id: string): DataFile | null {
  return named.get(id) ?? null;
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
  const file = dataFileOf(id);
  const which = file
    ? `${file.name} (${writeCount(file.bytes)} bytes)`
    : 'the file that it was made from: the hash is the same wherever that is done';
  return `The imported data set ${id} is not here. Import ${which}`;
}

export function isOwnBeginning(text: string): boolean {
  return ownPrefixPattern.test(text);
}
