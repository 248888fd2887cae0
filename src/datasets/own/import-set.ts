/** Makes an imported set of what a person gave. */
import type { NamedFile } from '../archives/named-file.ts';
import type { Skipped, Surroundings } from '../formats/format.ts';
import { readData } from '../formats/index.ts';
import { hashOf } from './hash.ts';
import type { OwnData } from './own-data.ts';
import { mostTitle, type OwnFacts } from './own-set.ts';
import { speechSetOf } from './speech/import-speech.ts';
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
): Promise<OwnData> {
  const decoded = await readData(name, files, surroundings);
  const common = {
    title: title.slice(0, mostTitle),
    source: {
      name,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
      format: decoded.format.id,
      options: surroundings.options,
    },
  };
  const { splitSeed } = surroundings.options;
  if ('recordings' in decoded) {
    const { skipped, ...set } = await speechSetOf(name, decoded, splitSeed);
    return { ...set, ...common, skipped: firstSkipped(skipped) };
  }
  const splits = splitUp(name, decoded, splitSeed);
  const stored = splits.train.inputs instanceof Uint8Array ? 'bytes' : 'floats';
  const { inputShape, classNames, skipped, notes } = decoded;
  const what = { inputShape, classNames, stored, ...splits } as const;
  return {
    ...what,
    ...common,
    available: { train: splits.train.count, validation: splits.validation.count, test: splits.test.count },
    skipped: firstSkipped(skipped),
    ...(notes.length > 0 && { notes }),
    hash: await hashOf(what),
  };
}

function firstSkipped(skipped: readonly Skipped[]): OwnFacts['skipped'] {
  return { count: skipped.length, first: skipped.slice(0, skippedKept) };
}
