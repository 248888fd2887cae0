/**
 * Shows every cell as a row: its settings, its state and why it failed, its outcome; sorted by any
 * column.
 */
import { type ReactNode, useMemo, useState } from 'react';
import { type FieldName, fields } from '../../../runs/spec/fields.ts';
import { valueWords } from '../../settings/words.ts';
import { SortHead } from '../../shared/SortHead.tsx';
import { columnWords, quantitiesOf } from '../../words/quantities.ts';
import { openCell } from '../store/open-cell.ts';
import type { ShownSweep } from '../use-sweep.ts';
import { axisWords, seriesName } from '../words.ts';
import { progressWords, stateWords } from './cell-words.ts';
import type { CellView } from './cells.ts';
import classes from './results.module.css';
import { type Sorting, type SortKey, sameKey, sortCells } from './sort.ts';

/** Tells whether a column holds words, which stand at the left; figures stand at the right. */
function isWords(field: FieldName): boolean {
  const { kind } = fields[field];
  return kind === 'choice' || kind === 'text';
}

export function CellTable({ shown }: { shown: ShownSweep }) {
  const { axes, seeds, base } = shown.sweep;
  const quantities = quantitiesOf(base);
  const [sorting, setSorting] = useState<Sorting>({ key: { by: 'cell' }, descending: false });
  const sorted = useMemo(() => sortCells(shown.views, sorting, axes), [shown.views, sorting, axes]);
  const head = (key: SortKey, words: ReactNode, title?: string) => {
    const active = sameKey(sorting.key, key);
    return (
      <SortHead
        key={JSON.stringify(key)}
        order={active ? (sorting.descending ? 'descending' : 'ascending') : null}
        onSort={(descending) => setSorting({ key, descending })}
        title={title}
        by={key.by}
        words={key.by === 'axis' && isWords(key.field)}
      >
        {words}
      </SortHead>
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={`${classes.table} ${classes.fold}`} tabIndex={0} aria-label="Every cell as a table">
      <table>
        <thead>
          <tr>
            {axes.map(({ field }) => head({ by: 'axis', field }, seriesName(field), axisWords(field)))}
            {seeds > 1 && head({ by: 'seed' }, 'seed')}
            {head({ by: 'status' }, 'status')}
            <th scope="col">
              <span className="visually-hidden">its run</span>
            </th>
            {quantities.map((quantity) =>
              head({ by: 'quantity', id: quantity.id }, columnWords(quantity), quantity.help),
            )}
          </tr>
        </thead>
        <tbody>
          {sorted.map((view) => (
            <Row key={view.cell.key} view={view} shown={shown} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ view, shown }: { view: CellView; shown: ShownSweep }) {
  const { axes, seeds, base } = shown.sweep;
  const quantities = quantitiesOf(base);
  const { cell, state, result } = view;
  return (
    <tr data-state={state}>
      {axes.map(({ field }) => (
        <td key={field} data-name={seriesName(field)} data-words={isWords(field) || undefined}>
          {valueWords(field, cell.spec[field])}
        </td>
      ))}
      {seeds > 1 && <td data-name="seed">{cell.spec.seed}</td>}
      <td className={classes.state}>
        <i data-state={state} aria-hidden />
        {state === 'running' ? progressWords(view) : stateWords[state]}
      </td>
      <td>
        {result?.report && (
          <button
            type="button"
            className={classes.open}
            aria-label={`Open the run ${cell.key}`}
            onClick={() => void openCell(shown.id, result)}
          >
            open
          </button>
        )}
      </td>
      {state === 'failed' && (
        <td colSpan={quantities.length} className={classes.reason}>
          {result?.failure}
        </td>
      )}
      {state !== 'failed' &&
        quantities.map((quantity) => (
          <td key={quantity.id} data-by="quantity" data-name={columnWords(quantity)}>
            {result?.outcome ? quantity.short(quantity.of(result.outcome)) : '–'}
          </td>
        ))}
    </tr>
  );
}
