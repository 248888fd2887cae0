/** Tables: a row for each example, one column with its class, and numbers in all others. */

import { byteScaling, noScaling } from '../../engine/examples/scaling.ts';
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import { writeCount } from '../../tasks/writing.ts';
import { DataError } from '../dataset.ts';
import { eachRow } from './csv-rows.ts';
import { baseName, type Folder } from './folder.ts';
import type { Decoded, Format, Part, ReadOptions } from './format.ts';
import { checkClasses, checkInputs, mostInputBytes } from './labels.ts';

/** Names of a column with the class: the first of them that there is. */
const labelNames = ['label', 'labels', 'class', 'target', 'y'];
const isTable = (path: string) => /\.(csv|tsv)$/i.test(path);
const isNumber = (text: string) => /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text);

interface Table {
  /** Number of values of a row beside its class. */
  readonly width: number;
  readonly values: readonly Float32Array[];
  readonly labels: readonly string[];
}

/** Returns the number of the column with the class. */
function labelColumn(path: string, header: readonly string[] | null, width: number, wanted?: string): number {
  const names = (header ?? []).map((name) => name.trim().toLowerCase());
  if (wanted === undefined) {
    const found = labelNames.map((name) => names.indexOf(name)).find((index) => index >= 0);
    return found ?? width - 1;
  }
  const named = names.indexOf(wanted.trim().toLowerCase());
  if (named >= 0) return named;
  const number = /^\d{1,6}$/.test(wanted) ? Number(wanted) : 0;
  if (number >= 1 && number <= width) return number - 1;
  throw new DataError(
    `${path} has no column ${JSON.stringify(wanted)}. Give the name of one, or its number from 1 to ${width}.`,
  );
}

/** Reads one table. Throws a {@link DataError} that names the line. */
export function readTable(path: string, bytes: Uint8Array, wanted?: string): Table {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DataError(`${path} is not UTF-8. Save it as CSV in UTF-8.`);
  }
  const values: Float32Array[] = [];
  const labels: string[] = [];
  let columns = 0;
  let column = -1;
  let bytesSoFar = 0;
  const take = (row: readonly string[], line: number) => {
    if (columns === 0) {
      columns = row.length;
      if (columns < 2) throw new DataError(`${path} has one column. Give one with a class and values.`);
      const isHeader =
        row.filter((cell) => !isNumber(cell)).length > 1 || row.every((cell) => !isNumber(cell));
      column = labelColumn(path, isHeader ? row : null, columns, wanted);
      if (isHeader) return;
    }
    if (row.length !== columns)
      throw new DataError(
        `${path}, row ${writeCount(line)}: it has ${row.length} columns, the first row ${columns}. Mend the row.`,
      );
    const numbers = new Float32Array(columns - 1);
    let at = 0;
    row.forEach((cell, c) => {
      if (c === column) return;
      // Adding 0 turns −0 into 0: programs that write tables do not keep its sign.
      numbers[at] = isNumber(cell) ? Number(cell) + 0 : Number.NaN;
      if (!Number.isFinite(numbers[at]))
        throw new DataError(
          `${path}, row ${writeCount(line)}, column ${c + 1}: ${JSON.stringify(cell.slice(0, 40))} is no number. Replace it, or name the column with the class.`,
        );
      at++;
    });
    const label = row[column]!.trim();
    if (label === '') throw new DataError(`${path}, row ${writeCount(line)}: it has no class. Give it one.`);
    bytesSoFar += numbers.byteLength;
    if (bytesSoFar > mostInputBytes) checkInputs(path, values.length + 1, [numbers.length], 4);
    values.push(numbers);
    labels.push(label);
  };
  eachRow(path, text, take);
  if (values.length === 0) throw new DataError(`${path} has no rows of numbers. Give one with examples.`);
  return { width: columns - 1, values, labels };
}

/** Returns class names in order: by value where all are whole numbers, else by their letters. */
function classesOf(labels: readonly string[]): string[] {
  const names = [...new Set(labels)];
  return names.every((name) => /^\d{1,9}$/.test(name))
    ? names.sort((a, b) => Number(a) - Number(b))
    : names.sort();
}

function shapeOf(name: string, width: number, { size }: ReadOptions): ImageShape {
  if (!size) return [1, width, 1];
  const channels = width / (size[0] * size[1]);
  if (channels !== 1 && channels !== 3)
    throw new DataError(
      `${name} has ${writeCount(width)} values in a row, which are no image of ${size[0]}×${size[1]}. Give the size that they have, or none.`,
    );
  return [size[0], size[1], channels];
}

export const csv: Format = {
  id: 'csv',
  title: 'tables in CSV',
  looks: 'one table, or train.csv and test.csv, with a column for the class',
  recognises: (paths) => paths.some(isTable),
  read: async (folder: Folder, { options, tell }): Promise<Decoded> => {
    const paths = folder.paths.filter(isTable);
    const test = paths.filter((path) => /test/i.test(baseName(path)));
    const train = paths.filter((path) => !test.includes(path));
    if (train.length !== 1 || test.length > 1)
      throw new DataError(
        `${folder.name} has ${train.length} tables for training and ${test.length} for the test. Give one, or train.csv and test.csv.`,
      );
    const tables = new Map<string, Table>();
    await folder.read(new Set(paths), (path, bytes) => {
      tables.set(path, readTable(path, bytes, options.labelColumn));
      tell(tables.size / paths.length);
    });
    const all = [...train, ...test].map((path) => tables.get(path)!);
    if (new Set(all.map(({ width }) => width)).size > 1)
      throw new DataError(
        `${test[0]} has another number of columns than ${train[0]}. Give tables that belong together.`,
      );
    const classNames = classesOf(all.flatMap(({ labels }) => labels));
    checkClasses(folder.name, classNames.length);
    const inputShape = shapeOf(folder.name, all[0]!.width, options);
    const isByte = (value: number) => Number.isInteger(value) && value >= 0 && value <= 255;
    const bytes = all.every(({ values }) => values.every((row) => row.every(isByte)));
    const wide = bytes && all.some(({ values }) => values.some((row) => row.some((value) => value > 1)));
    const numbers = new Map(classNames.map((name, i) => [name, i]));
    const partOf = ({ values, labels }: Table): Part => {
      checkInputs(folder.name, values.length, inputShape, wide ? 1 : 4);
      const size = sizeOf(inputShape);
      const inputs = wide ? new Uint8Array(values.length * size) : new Float32Array(values.length * size);
      values.forEach((row, i) => {
        inputs.set(row, i * size);
      });
      return {
        count: values.length,
        inputs,
        labels: Uint16Array.from(labels, (label) => numbers.get(label)!),
      };
    };
    const [trained, tested] = all.map(partOf);
    return {
      inputShape,
      classNames,
      scaling: wide ? byteScaling : noScaling,
      parts: { train: trained!, ...(tested ? { test: tested } : {}) },
      skipped: [],
    };
  },
};
