/**
 * Reads tables of speakers: a row for each file with its speaker, and gender and split where there
 * are such columns; or a row for each speaker with the gender.
 */

import { writeCount } from '../../../tasks/writing.ts';
import { DataError, type SplitCounts } from '../../dataset.ts';
import type { Utterance } from '../../mixing/mix.ts';
import { eachRow } from '../csv-rows.ts';
import { splitNamed } from './split-name.ts';

/** Names of the columns, in small letters. */
const columnNames = {
  file: ['file', 'path', 'filename', 'file_name', 'wav', 'audio', 'utterance'],
  speaker: ['speaker', 'speaker_id', 'speakerid', 'spk', 'talker', 'client_id'],
  gender: ['gender', 'sex'],
  split: ['split', 'set', 'subset', 'partition'],
} as const;
type Column = keyof typeof columnNames;

export interface TableRow {
  /** The file as the table writes it; null in a table of speakers. */
  readonly file: string | null;
  readonly speaker: string;
  /** Null where the table says something else, or nothing. */
  readonly gender: Utterance['gender'];
  readonly split: keyof SplitCounts | null;
}

/** Most characters of the name of a speaker. */
const mostName = 200;
const mostRows = 1_000_000;

export const isTable = (path: string) => /\.(csv|tsv)$/i.test(path);

function genderOf(text: string): Utterance['gender'] {
  if (/^(f|female|w|woman|fem)$/i.test(text)) return 'F';
  return /^(m|male|man)$/i.test(text) ? 'M' : null;
}

function textOf(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DataError(`${path} is not UTF-8. Save it as CSV in UTF-8.`);
  }
}

/**
 * Reads one table; null where it has no column for a speaker, and then one for files or genders.
 * Throws a {@link DataError} that names the row.
 */
export function readSpeakerTable(path: string, bytes: Uint8Array): TableRow[] | null {
  const text = textOf(path, bytes);
  let columns: Readonly<Record<Column, number>> | null | undefined;
  let width = 0;
  const rows: TableRow[] = [];
  const take = (row: readonly string[], line: number) => {
    if (columns === undefined) {
      const names = row.map((name) => name.trim().toLowerCase());
      const find = (column: Column) =>
        columnNames[column].map((name) => names.indexOf(name)).find((at) => at >= 0) ?? -1;
      const found = {
        file: find('file'),
        speaker: find('speaker'),
        gender: find('gender'),
        split: find('split'),
      };
      width = row.length;
      columns = found.speaker >= 0 && (found.file >= 0 || found.gender >= 0) ? found : null;
      return;
    }
    if (columns === null) return;
    if (row.length !== width)
      throw new DataError(
        `${path}, row ${writeCount(line)}: it has ${row.length} columns, the first row ${width}. Mend the row.`,
      );
    const cell = (column: Column) => row[columns![column]]?.trim() ?? '';
    const [file, speaker] = [cell('file'), cell('speaker')];
    if (speaker === '' || (columns.file >= 0 && file === ''))
      throw new DataError(
        `${path}, row ${writeCount(line)}: it names no ${speaker === '' ? 'speaker' : 'file'}. Mend the row.`,
      );
    if (speaker.length > mostName)
      throw new DataError(
        `${path}, row ${writeCount(line)}: the name of its speaker is longer than ${mostName} characters. Shorten it.`,
      );
    const split = cell('split');
    const named = splitNamed(split);
    if (split !== '' && !named)
      throw new DataError(
        `${path}, row ${writeCount(line)}: ${JSON.stringify(split.slice(0, 40))} is no split. Write train, validation or test.`,
      );
    if (rows.length >= mostRows)
      throw new DataError(`${path} has more than ${writeCount(mostRows)} rows. Give a smaller part.`);
    rows.push({
      file: columns.file < 0 ? null : file,
      speaker,
      gender: genderOf(cell('gender')),
      split: named,
    });
  };
  eachRow(path, text, take);
  return columns ? rows : null;
}
