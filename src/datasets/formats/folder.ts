/**
 * Shows what a person gave, an archive, some files or a whole directory, as one folder of named
 * files, which is listed first and then read.
 */
import { archiveEntries } from '../archives/archive.ts';
import type { ArchiveEntry } from '../archives/entry.ts';
import { entryName, isLitter, onceOnly } from '../archives/entry-name.ts';
import { archiveLimits } from '../archives/limits.ts';
import type { NamedFile } from '../archives/named-file.ts';
import { DataError } from '../dataset.ts';

export interface Folder {
  /** Name of the archive, file or directory, for messages. */
  readonly name: string;
  /** Paths in the order of their code units, so that the order in an archive says nothing. */
  readonly paths: readonly string[];
  /** Hands over the bytes of the wanted paths, one after the other, in any order. */
  read(
    wanted: ReadonlySet<string>,
    use: (path: string, bytes: Uint8Array) => Promise<void> | void,
  ): Promise<void>;
}

/** Called with the share of the work that is done, from 0 to 1. */
export type OnShare = (share: number) => void;

async function* entriesOf(files: readonly NamedFile[], signal?: AbortSignal): AsyncGenerator<ArchiveEntry> {
  for (const file of files) {
    const plain = entryName(file.name, file.name.replace(/^\/+/, ''), archiveLimits) ?? file.name;
    const [folder, own] = [plain.slice(0, plain.lastIndexOf('/') + 1), files.length > 1];
    // Among several files, an unpacked one keeps the place of the packed one.
    for await (const entry of archiveEntries({ ...file, name: plain }, signal))
      yield own && !entry.path.startsWith(folder) ? { ...entry, path: folder + entry.path } : entry;
  }
}

/**
 * Lists the files. Several files may be packed each on their own, as the four of MNIST. Throws a
 * {@link DataError} for an archive that is refused, and the signal's reason once it is aborted.
 */
export async function openFolder(
  name: string,
  files: readonly NamedFile[],
  signal?: AbortSignal,
): Promise<Folder> {
  const checkName = onceOnly(name);
  const paths: string[] = [];
  const kept = files.filter((file) => !isLitter(file.name));
  for await (const { path } of entriesOf(kept, signal)) {
    if (isLitter(path)) continue;
    checkName(path);
    paths.push(path);
  }
  if (paths.length === 0) throw new DataError(`${name} holds no files. Give an archive or folder with data.`);
  return {
    name,
    paths: paths.sort(),
    read: async (wanted, use) => {
      let left = wanted.size;
      for await (const entry of entriesOf(kept, signal)) {
        if (!wanted.has(entry.path)) continue;
        await use(entry.path, await entry.read());
        left--;
        if (left === 0) return;
      }
    },
  };
}

/** Returns the name of a path without its folders. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
