/**
 * The part of a link that says which file its imported data set was read from, and how, so that
 * whoever lacks the set knows what to look for: `&file=birds.zip&filebytes=9120&read=size:32x32`.
 */

import {
  type DataFile,
  dataFileSchema,
  parseReadOptions,
  writeReadOptions,
} from '../../datasets/own/data-file.ts';
import { isOwnId } from '../../exchange/own-shelf.ts';
import { shorten } from '../spec/value-text.ts';
import { ending } from './ending.ts';

export const fileKeys = ['file', 'filebytes', 'read'] as const;

/** Returns the keys and values of a file. */
export function filePairs(file: DataFile): [key: string, value: string][] {
  const read = writeReadOptions(file.options);
  return [
    ['file', ending(file.name)],
    ['filebytes', String(file.bytes)],
    ...(read === '' ? [] : [['read', read] as [string, string]]),
  ];
}

/** Reads the file of a link's data set. What cannot be used is left out, and reported. */
export function takeFile(
  pairs: ReadonlyMap<string, string>,
  dataset: string,
  problems: { key: string; message: string }[],
): DataFile | null {
  const [name, bytes, read] = fileKeys.map((key) => pairs.get(key));
  const given = fileKeys.find((key) => pairs.has(key));
  if (given === undefined) return null;
  if (!isOwnId(dataset)) {
    problems.push({
      key: given,
      message: `${given} is for imported data, and the link has none; it is left out`,
    });
    return null;
  }
  const file = dataFileSchema.safeParse({
    name,
    bytes: Number(bytes ?? Number.NaN),
    options: parseReadOptions(read ?? ''),
  });
  if (file.success) return file.data;
  const key = fileKeys[{ name: 0, bytes: 1, options: 2 }[file.error.issues[0]!.path[0] as string] ?? 0]!;
  problems.push({
    key,
    message: `${key} must tell of the file of the imported data (got “${shorten(pairs.get(key) ?? '')}”); the file is not named`,
  });
  return null;
}
