/** Shows the numbers of the heat map as a table, for those who would rather read or hear them. */
import { valueWords } from '../../settings/words.ts';
import { columnWords, type Quantity } from '../../words/quantities.ts';
import { entryValue } from '../results/cell-words.ts';
import type { Marked } from '../results/marks.ts';
import type { Entry, Pivot } from '../results/pivot.ts';
import resultClasses from '../results/results.module.css';
import { axisWords, seriesName } from '../words.ts';

export interface HeatmapTableProps {
  readonly map: Pivot;
  readonly quantity: Quantity;
  readonly marked: Marked;
  readonly onOpen: (entry: Entry) => void;
}

export function HeatmapTable({ map, quantity, marked, onOpen }: HeatmapTableProps) {
  const { columns, rows, entries } = map;
  const lines = rows?.values ?? [null];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={resultClasses.table} tabIndex={0} aria-label={`${quantity.label} as a table`}>
      <table>
        <caption>
          {columnWords(quantity)}
          {rows ? `: ${axisWords(rows.field)} down, ${axisWords(columns.field)} across` : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">
              {rows ? `${seriesName(rows.field)} \\ ${seriesName(columns.field)}` : seriesName(columns.field)}
            </th>
            {columns.values.map((value) => (
              <th key={String(value)} scope="col">
                {valueWords(columns.field, value)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((value, row) => (
            <tr key={String(value)}>
              <th scope="row">{rows && value !== null ? valueWords(rows.field, value) : quantity.label}</th>
              {entries
                .filter((entry) => entry.row === row)
                .map((entry) => (
                  <td key={entry.column}>
                    <button
                      type="button"
                      className={resultClasses.plain}
                      disabled={!entry.views.some(({ result }) => result?.report)}
                      onClick={() => onOpen(entry)}
                    >
                      {entryValue(entry, quantity)}
                      {entry === marked.best && ' (best)'}
                      {marked.edge.has(entry) && ' ◆'}
                    </button>
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
