/**
 * Writes a run as text: one row an epoch as CSV, the whole report as JSON. The same run gives the
 * same bytes, times aside.
 */
import type { Metric } from '../../tasks/metric.ts';
import type { Task } from '../../tasks/task.ts';
import type { EpochRow, RunReport } from './report.ts';

export { runName } from '../spec/run-name.ts';

type Column = readonly [header: string, value: (row: EpochRow) => string | number | null];

/** Returns a score's column, as `validation_accuracy [0-1]`. */
function scoreColumn(of: 'validation' | 'test', { id, stored }: Metric): Column {
  return [`${of}_${id} [${stored}]`, (row) => row[of]?.[id] ?? null];
}

/**
 * Returns the columns of metrics.csv with their units; the time is last, the one column in which
 * equal runs differ. Scores that no row has are left out.
 */
function columnsFor({ loss, metrics, lead }: Task, epochs: readonly EpochRow[]): readonly Column[] {
  const measured = metrics.filter(
    ({ id }) => id === lead || epochs.some(({ validation }) => validation[id] !== undefined),
  );
  return [
    ['stage', (row) => row.stage],
    ['layer', (row) => row.layer],
    ['epoch', (row) => row.epoch],
    ['learning_rate', (row) => row.learningRate],
    [`train_loss [${loss.stored}]`, (row) => row.trainLoss],
    scoreColumn('validation', loss),
    ...measured.map((metric) => scoreColumn('validation', metric)),
    ...measured.map((metric) => scoreColumn('test', metric)),
    ['patience_counter [epochs]', (row) => row.patienceCounter],
    ['time [s]', (row) => row.seconds],
  ];
}

/** Matches texts that spreadsheets take for a formula; some drop a tab or a line break first. */
const formulaStart = /^[\t\r\n ]*[=+\-@＝＋－＠]/;
const plainNumber = /^[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Infinity)$/i;

/**
 * Returns a text as a cell may hold it. It may come from a file of somebody else: one that would be
 * a live formula gets an apostrophe before it, which spreadsheets read as “this is text”.
 */
function harmless(text: string): string {
  return formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/**
 * Writes a cell: empty for a value that was not measured; numbers in their shortest form that reads
 * back the same.
 */
function csvCell(value: string | number | null): string {
  const text = typeof value === 'string' ? harmless(value) : value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Returns the epochs as CSV: a header with units, then a row an epoch in the order given; lines end
 * in `\n`.
 */
export function metricsCsv(epochs: readonly EpochRow[], task: Task): string {
  const columns = columnsFor(task, epochs);
  const rows = epochs.map((row) => columns.map(([, value]) => value(row)));
  return csvText([columns.map(([header]) => header), ...rows]);
}

/** Returns a header and rows as CSV; lines end in `\n`. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}

/**
 * Returns the report as JSON: typed arrays as lists, NaN and infinities as null, lists of plain
 * values on one line.
 */
export function reportJson(report: RunReport): string {
  return jsonText(report);
}

/** Returns any object as JSON in the same form. */
export function jsonText(value: object): string {
  return `${toJson(value, '')}\n`;
}

function toJson(value: unknown, indent: string): string {
  if (ArrayBuffer.isView(value)) return toJson(Array.from(value as unknown as ArrayLike<number>), indent);
  // JSON reads it, but `JSON.stringify` does not write it.
  if (Object.is(value, -0)) return '-0';
  // Numbers that JSON does not know become null here too.
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => toJson(item, inner));
    if (value.every((item) => typeof item !== 'object' || item === null)) return `[${items.join(', ')}]`;
    return `[\n${items.map((item) => inner + item).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${toJson(item, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}
