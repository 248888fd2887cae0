/** Sorts the table of cells. */
import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import { sortedBy } from '../../shared/sorted.ts';
import { type QuantityId, values } from '../../words/quantities.ts';
import type { CellView } from './cells.ts';

/** The column to sort by: an axis is named by its field, a quantity by its id. */
export type SortKey =
  | { readonly by: 'cell' | 'seed' | 'status' }
  | { readonly by: 'axis'; readonly field: SweepAxis['field'] }
  | { readonly by: 'quantity'; readonly id: QuantityId };

export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

const states = ['running', 'failed', 'finished', 'waiting'] as const;

function sortValue(view: CellView, key: SortKey, axes: readonly SweepAxis[]): number | null {
  switch (key.by) {
    case 'cell':
      return view.cell.index;
    case 'seed':
      return view.cell.spec.seed;
    case 'status':
      return states.indexOf(view.state);
    case 'axis': {
      // Choices have no order of their own, so they are sorted by their place in the grid.
      const value = view.cell.spec[key.field];
      if (typeof value === 'number') return value;
      return axes.find(({ field }) => field === key.field)?.values.indexOf(value) ?? null;
    }
    case 'quantity':
      return view.result?.outcome ? values[key.id](view.result.outcome) : null;
  }
}

/** Returns the cells in order. `views` are in the order of the grid, which equal ones keep. */
export function sortCells(
  views: readonly CellView[],
  { key, descending }: Sorting,
  axes: readonly SweepAxis[],
): CellView[] {
  return sortedBy(views, (view) => sortValue(view, key, axes), descending);
}

export function sameKey(a: SortKey, b: SortKey): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
