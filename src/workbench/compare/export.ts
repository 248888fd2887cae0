/**
 * Writes a comparison as text: CSV with values at full precision, Markdown and LaTeX as it is read
 * on screen.
 */
import { csvText } from '../../runs/records/export.ts';
import { latexTable } from '../../runs/records/paper/latex.ts';
import type { Comparison } from './comparison.ts';
import type { Cell } from './table.ts';

/**
 * Returns a line for each row: group, quantity, unit, then a column for each run. The first lines
 * tell which runs these are. Ends in `\n`.
 */
export function comparisonCsv({ columns, bestBy, summary, layers }: Comparison): string {
  const about = (quantity: string, values: readonly (string | null)[]) => ['run', quantity, '', ...values];
  const lines = [
    ['group', 'quantity', 'unit', ...columns.map(({ label }, i) => `${i + 1} ${label}`)],
    about(
      'name',
      columns.map(({ name }) => name),
    ),
    about(
      'id',
      columns.map(({ id }) => id),
    ),
    about(
      'started',
      columns.map(({ createdAt }) => createdAt),
    ),
    about(
      'without an end',
      columns.map((column) => column.shortfall),
    ),
    about(
      `best by ${bestBy}`,
      columns.map(({ best }) => (best ? 'best' : null)),
    ),
    ...[...summary, ...layers].flatMap(({ title, rows }) =>
      rows.map(({ label, unit, cells }) => [title, label, unit, ...cells.map(({ value }) => value)]),
    ),
  ];
  return csvText(lines);
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\u00a0', ' ');
}

function cellWords({ words, difference }: Cell): string {
  return difference ? `${escaped(words)} (${escaped(difference)})` : escaped(words);
}

/** Returns one table with its groups as rows in bold. Ends in `\n`. */
export function comparisonMarkdown({
  columns,
  tasksNote,
  readoutNote,
  bestNote,
  paired,
  summary,
  layers,
  layersNote,
}: Comparison): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const empty = columns.map(() => '');
  const groups = [...summary, ...layers].flatMap(({ title, note, rows }) => [
    line([`**${escaped(title)}**${note ? ` (${escaped(note)})` : ''}`, ...empty]),
    ...rows.map(({ label, cells }) => line([escaped(label), ...cells.map(cellWords)])),
  ]);
  const heads = columns.map(
    ({ label, shortfall, best }, i) =>
      `${i + 1} · ${escaped(label)}${shortfall ? ` (${shortfall})` : ''}${best ? ' (best)' : ''}`,
  );
  const notes = [
    'In brackets the difference from run 1.',
    ...[tasksNote, readoutNote, bestNote, layersNote].flatMap((note) => note ?? []),
    ...paired,
  ];
  return `${[
    line(['', ...heads]),
    `|---|${columns.map(() => '---:|').join('')}`,
    ...groups,
    '',
    notes.join(' '),
  ].join('\n')}\n`;
}

/** Returns the table in LaTeX, its groups as rows without values. Ends in `\n`. */
export function comparisonLatex({ columns, summary, layers }: Comparison): string {
  const none = columns.map(() => null);
  const heads = columns.map(({ label, best }, i) => `${i + 1} · ${label}${best ? ' (best)' : ''}`);
  const rows = [...summary, ...layers].flatMap(({ title, rows: lines }) => [
    [title, ...none],
    ...lines.map(({ label, cells }) => [
      label,
      ...cells.map(({ words, difference }) => (difference ? `${words} (${difference})` : words)),
    ]),
  ]);
  return latexTable(['', ...heads], rows);
}
