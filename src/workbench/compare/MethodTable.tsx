/** Shows the compared runs as rows, sorted by the column whose head was pressed last. */
import { useMemo, useState } from 'react';
import { LineSample } from '../progress/chart/LineSample.tsx';
import { SortHead } from '../shared/SortHead.tsx';
import { BestMark } from './BestMark.tsx';
import classes from './compare.module.css';
import { type MethodRow, type MethodSorting, methodColumnsOf, sortMethods } from './method-table.ts';

export interface MethodTableProps {
  readonly rows: readonly MethodRow[];
  /** Ids of the runs that are marked. */
  readonly best: ReadonlySet<string>;
}

export function MethodTable({ rows, best }: MethodTableProps) {
  const [sorting, setSorting] = useState<MethodSorting>({ by: 'run', descending: false });
  const order = sorting.descending ? 'descending' : 'ascending';
  const columns = useMemo(() => methodColumnsOf(rows), [rows]);
  const [run, ...others] = columns;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={classes.scroll} tabIndex={0} aria-label="Methods and outcomes, to be sorted">
      <table className={classes.table} data-rows="runs">
        <thead>
          <tr>
            {columns.map(({ id, title, help, words }) => (
              <SortHead
                key={id}
                order={sorting.by === id ? order : null}
                onSort={(descending) => setSorting({ by: id, descending })}
                title={help}
                words={words}
              >
                {title}
              </SortHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortMethods(rows, sorting).map((row) => (
            <tr key={row.id}>
              <th scope="row" title={row.name}>
                <span className={classes.rowHead}>
                  <LineSample number={row.number} />
                  <b>{run?.write(row)}</b>
                  {best.has(row.id) && <BestMark />}
                </span>
              </th>
              {others.map(({ id, words, write }) => (
                <td key={id} data-words={words || undefined}>
                  {write(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
