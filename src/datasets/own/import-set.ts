/** Makes an imported set of what a person gave. */
import type { NamedFile } from '../archives/named-file.ts';
import type { Surroundings } from '../formats/format.ts';
import { readData } from '../formats/index.ts';
import { hashOf } from './hash.ts';
import { mostTitle, type OwnSet } from './own-set.ts';
import { splitUp } from './split.ts';

/** Number of skipped files that are kept with their reason. */
const skippedKept = 100;

/** Returns a title for a file: its name without folders and endings. */
export function titleOf(name: string): string {
  const base = name.replace(/\/+$/, '').replace(/^.*\//, '');
  return (base.replace(/\.(tar\.gz|tgz|tar|zip|gz|npz|npy|csv)$/i, '') || 'own data').slice(0, mostTitle);
}

/**
 * Reads, splits and hashes a set. `name` is that of the archive or folder. Throws a `DataError` in
 * words, and the signal's reason once it is aborted.
 */
export async function importSet(
  name: string,
  files: readonly NamedFile[],
  surroundings: Surroundings,
  title = titleOf(name),
): Promise<OwnSet> {
  const decoded = await readData(name, files, surroundings);
  const splits = splitUp(name, decoded, surroundings.options.splitSeed);
  const stored = splits.train.inputs instanceof Uint8Array ? 'bytes' : 'floats';
  const { inputShape, classNames, skipped } = decoded;
  const what = { inputShape, classNames, stored, ...splits } as const;
  return {
    ...what,
    title: title.slice(0, mostTitle),
    available: { train: splits.train.count, validation: splits.validation.count, test: splits.test.count },
    source: {
      name,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
      format: decoded.format.id,
      options: surroundings.options,
    },
    skipped: { count: skipped.length, first: skipped.slice(0, skippedKept) },
    hash: await hashOf(what),
  };
}
