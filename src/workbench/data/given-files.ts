/** Gathers the files of a drop or a picker; their bytes are read later, in the import worker. */
import { archiveLimits } from '../../datasets/archives/limits.ts';
import type { Given, GivenFile } from '../../runs/data/import-data.ts';
import { writeCount } from '../../tasks/writing.ts';

export type GivenFiles = Omit<Given, 'options'>;

function nameOf(files: readonly { readonly name: string }[]): string {
  return files.length === 1 ? files[0]!.name : `${writeCount(files.length)} files`;
}

function checkCount(count: number): void {
  if (count > archiveLimits.entries)
    throw new Error(
      `There are more than ${writeCount(archiveLimits.entries)} files. Give a smaller part of them.`,
    );
}

/** Returns the files of a picker; null where none was chosen. */
export function pickedFiles(list: FileList | null): GivenFiles | null {
  const files = [...(list ?? [])];
  const [first] = files;
  if (!first) return null;
  // Of a whole folder, paths begin with its name.
  const folder = first.webkitRelativePath.split('/')[0];
  if (!folder) return { name: nameOf(files), files: files.map((file) => ({ name: file.name, file })) };
  const below = (file: File) => file.webkitRelativePath.slice(folder.length + 1) || file.name;
  return { name: folder, files: files.map((file) => ({ name: below(file), file })) };
}

const fileIn = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** Returns all entries of a folder: a reader gives a hundred at a time. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
    checkCount(all.length);
  }
}

/** Returns the files below a folder with their paths, shorter by `cut` characters. */
async function filesBelow(folder: FileSystemDirectoryEntry, cut: number): Promise<GivenFile[]> {
  const files: GivenFile[] = [];
  const open = [folder];
  for (let inner = open.pop(); inner; inner = open.pop())
    for (const entry of await entriesIn(inner)) {
      if (entry.isDirectory) open.push(entry as FileSystemDirectoryEntry);
      else files.push({ name: entry.fullPath.slice(cut), file: await fileIn(entry as FileSystemFileEntry) });
      checkCount(files.length);
    }
  return files;
}

/**
 * Returns the files of a drop; null where it has none. It must be called while the drop is told of,
 * since its items are gone afterwards. Rejects in words.
 */
export async function droppedFiles(items: DataTransferItemList): Promise<GivenFiles | null> {
  const dropped = [...items].filter(({ kind }) => kind === 'file');
  const entries = dropped.flatMap((item) => item.webkitGetAsEntry() ?? []);
  const plain = dropped.flatMap((item) => item.getAsFile() ?? []);
  const [first] = entries;
  // What comes from no folder, as from a program, has no entry.
  if (!first)
    return plain.length > 0
      ? { name: nameOf(plain), files: plain.map((file) => ({ name: file.name, file })) }
      : null;
  if (entries.length === 1 && first.isDirectory) {
    const folder = first as FileSystemDirectoryEntry;
    return { name: folder.name, files: await filesBelow(folder, folder.fullPath.length + 1) };
  }
  const files: GivenFile[] = [];
  for (const entry of entries)
    if (entry.isDirectory) files.push(...(await filesBelow(entry as FileSystemDirectoryEntry, 1)));
    else files.push({ name: entry.name, file: await fileIn(entry as FileSystemFileEntry) });
  return { name: nameOf(entries), files };
}
