/**
 * Arranges cells over two axes: a table whose entries stand for all cells that share the two
 * values. Any other axis is either fixed at one value or averaged over, as seeds always are.
 */
import type { PooledStatistic } from '../../../runs/sweep/summary.ts';
import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import type { Quantity } from '../../words/quantities.ts';
import { type CellState, type CellView, statisticOver, valueIndex } from './cells.ts';

export type EntryState = CellState | 'leftOut';

export interface Entry {
  readonly row: number;
  readonly column: number;
  /** Statistic of its finished cells over their seeds; null while none has finished. */
  readonly statistic: PooledStatistic | null;
  /**
   * State of the cell that is furthest behind: running before waiting before failed, finished only
   * when all are; `leftOut` if it has no cell, since no combination of its two values can run.
   */
  readonly state: EntryState;
  readonly views: readonly CellView[];
}

export interface Pivot {
  readonly columns: SweepAxis;
  /** The axis of the rows; null when the sweep has one axis, and so a single row. */
  readonly rows: SweepAxis | null;
  /** The entries, row by row. */
  readonly entries: readonly Entry[];
}

/** Index of the value that an axis is fixed at, by field; axes left out are averaged over. */
export type Fixed = Readonly<Partial<Record<string, number>>>;

export function stateOf(views: readonly CellView[]): EntryState {
  if (views.length === 0) return 'leftOut';
  const has = (state: CellState) => views.some((view) => view.state === state);
  if (has('running')) return 'running';
  if (has('waiting')) return 'waiting';
  return has('failed') ? 'failed' : 'finished';
}

export function pivot(
  views: readonly CellView[],
  axes: readonly SweepAxis[],
  chosen: { readonly columns: SweepAxis; readonly rows: SweepAxis | null; readonly fixed: Fixed },
  quantity: Quantity,
): Pivot {
  const { columns, rows, fixed } = chosen;
  const others = axes.filter((axis) => axis !== columns && axis !== rows && fixed[axis.field] !== undefined);
  const kept = views.filter(({ cell }) =>
    others.every((axis) => valueIndex(axis, cell) === fixed[axis.field]),
  );
  const entries: Entry[] = [];
  for (let row = 0; row < (rows?.values.length ?? 1); row++)
    for (let column = 0; column < columns.values.length; column++) {
      const here = kept.filter(
        ({ cell }) =>
          valueIndex(columns, cell) === column && (rows === null || valueIndex(rows, cell) === row),
      );
      entries.push({
        row,
        column,
        views: here,
        state: stateOf(here),
        statistic: statisticOver(here, quantity.of),
      });
    }
  return { columns, rows, entries };
}
