/** Opens the files that a path names: one file, or all in a folder. */
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { archiveLimits } from '../../src/datasets/archives/limits.ts';
import type { NamedFile } from '../../src/datasets/archives/named-file.ts';
import { DataError } from '../../src/datasets/dataset.ts';
import { writeCount } from '../../src/tasks/writing.ts';

function unreadable(at: string, { code, message }: NodeJS.ErrnoException): DataError {
  const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code ?? message})`;
  return new DataError(`${at} ${why}. Give the path of an archive, a file or a folder.`);
}

async function diskFile(at: string, name: string): Promise<NamedFile> {
  const { size } = await stat(at);
  return {
    name,
    size,
    read: async (start, end) => {
      const handle = await open(at).catch((error) => {
        throw unreadable(at, error);
      });
      try {
        const bytes = new Uint8Array(end - start);
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
        return bytes.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
  };
}

async function namesBelow(folder: string): Promise<string[]> {
  const names: string[] = [];
  const open = [''];
  for (let inner = open.pop(); inner !== undefined; inner = open.pop()) {
    for (const entry of await readdir(path.join(folder, inner), { withFileTypes: true })) {
      const name = inner === '' ? entry.name : `${inner}/${entry.name}`;
      if (entry.isDirectory()) open.push(name);
      else if (entry.isFile()) names.push(name);
      else
        throw new DataError(
          `${path.join(folder, name)} is a link or device, not a file. Put the file itself there.`,
        );
    }
    if (names.length > archiveLimits.entries)
      throw new DataError(
        `${folder} has more than ${writeCount(archiveLimits.entries)} files. Give a smaller part of it.`,
      );
  }
  return names;
}

/** Returns the files with their names below the folder. Throws a {@link DataError} in words. */
export async function givenFiles(at: string): Promise<NamedFile[]> {
  const found = await stat(at).catch((error) => {
    throw unreadable(at, error);
  });
  if (!found.isDirectory()) return [await diskFile(at, path.basename(at))];
  const names = await namesBelow(at);
  return Promise.all(names.sort().map((name) => diskFile(path.join(at, name), name)));
}
