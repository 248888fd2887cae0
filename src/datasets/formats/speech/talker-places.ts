/**
 * Says whose each file is: by the folder that it lies in, `train/<talker>/…` or `<talker>/…`, or by
 * a table that names it.
 */
import { DataError, type SplitCounts } from '../../dataset.ts';
import type { Utterance } from '../../mixing/mix.ts';
import { baseName } from '../folder.ts';
import type { Skipped } from '../format.ts';
import type { TableRow } from './speaker-table.ts';
import { splitNamed } from './split-name.ts';

export interface Place {
  readonly speaker: string;
  readonly gender: Utterance['gender'];
  readonly split: keyof SplitCounts | null;
}

export interface Places {
  readonly places: ReadonlyMap<string, Place>;
  readonly skipped: readonly Skipped[];
}

/** A table of the set, with the path that it has there. */
export interface NamedTable {
  readonly path: string;
  readonly rows: readonly TableRow[];
}

/** Returns the folders that all paths begin with, but for the one that holds a file. */
function commonFolders(paths: readonly string[]): string[] {
  const folders = paths.map((path) => path.split('/').slice(0, -1));
  const common: string[] = [];
  for (;;) {
    const next = folders[0]?.[common.length];
    if (next === undefined || !folders.every((each) => each[common.length] === next)) return common;
    common.push(next);
  }
}

/** Returns whose each file is by its folders; `genders` knows some talkers. */
export function placesByFolder(
  paths: readonly string[],
  genders: ReadonlyMap<string, Utterance['gender']>,
): Places {
  const common = commonFolders(paths);
  const splitAt = common.findIndex((name) => splitNamed(name) !== null);
  let inner = paths.map((path) => path.split('/').slice(splitAt >= 0 ? splitAt : common.length, -1));
  // What all lie in is the only talker there is.
  if (splitAt < 0 && inner.every(({ length }) => length === 0)) inner = inner.map(() => common.slice(-1));
  const isSplit = inner.length > 0 && inner.every(([top]) => top !== undefined && splitNamed(top) !== null);
  const places = new Map<string, Place>();
  const skipped: Skipped[] = [];
  paths.forEach((path, i) => {
    const [split, speaker] = isSplit ? inner[i]! : [undefined, inner[i]![0]];
    if (speaker === undefined)
      skipped.push({ path, reason: 'lies in no folder of a talker, and no table names it' });
    else
      places.set(path, {
        speaker,
        gender: genders.get(speaker) ?? null,
        split: split === undefined ? null : splitNamed(split),
      });
  });
  return { places, skipped };
}

/** Returns how a table may mean files: by whole paths, or by a name that only one file has. */
function finder(paths: readonly string[], tableAt: string): (file: string) => string | null {
  const known = new Set(paths);
  const byName = new Map<string, string | null>();
  for (const path of paths) byName.set(baseName(path), byName.has(baseName(path)) ? null : path);
  const beside = tableAt.slice(0, tableAt.lastIndexOf('/') + 1);
  return (file) => {
    const plain = file
      .normalize('NFC')
      .replaceAll('\\', '/')
      .replace(/^(\.\/)+/, '');
    const tries = /\.[a-z0-9]{2,4}$/i.test(plain) ? [plain] : [plain, `${plain}.wav`];
    for (const each of tries) for (const path of [beside + each, each]) if (known.has(path)) return path;
    return byName.get(baseName(tries.at(-1)!)) ?? null;
  };
}

/** Returns whose each file is by the tables. Throws a {@link DataError} where they disagree. */
export function placesByTable(
  paths: readonly string[],
  tables: readonly NamedTable[],
  genders: ReadonlyMap<string, Utterance['gender']>,
): Places {
  const places = new Map<string, Place>();
  const skipped: Skipped[] = [];
  for (const { path: table, rows } of tables) {
    const find = finder(paths, table);
    for (const { file, speaker, gender, split } of rows) {
      if (file === null) continue;
      const path = find(file);
      if (path === null) {
        skipped.push({ path: file, reason: `is named by ${table}, but is not there` });
        continue;
      }
      const before = places.get(path);
      if (before && (before.speaker !== speaker || before.split !== split))
        throw new DataError(
          `${table} names ${path} twice, for ${before.speaker} and for ${speaker}${before.speaker === speaker ? ' in another split' : ''}. Mend the table.`,
        );
      places.set(path, { speaker, gender: gender ?? genders.get(speaker) ?? null, split });
    }
  }
  for (const path of paths)
    if (!places.has(path)) skipped.push({ path, reason: 'is named by no row of the table' });
  return { places, skipped };
}

/** Returns the gender of each talker of the tables. Throws a {@link DataError} for two of one. */
export function gendersIn(tables: readonly NamedTable[]): Map<string, Utterance['gender']> {
  const genders = new Map<string, Utterance['gender']>();
  for (const { path, rows } of tables)
    for (const { speaker, gender } of rows) {
      const before = genders.get(speaker);
      if (gender !== null && before && before !== gender)
        throw new DataError(`${path} calls ${speaker} both F and M. Mend the table.`);
      if (gender !== null) genders.set(speaker, gender);
    }
  return genders;
}
