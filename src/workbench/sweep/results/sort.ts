/** The order of the table of cells. */
import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import type { CellView } from './cells.ts';
import { findQuantity, type QuantityId } from './quantities.ts';

/** An axis by its field, a quantity by its id. */
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
      // By their place in the grid: choices have no order of their own.
      const value = view.cell.spec[key.field];
      if (typeof value === 'number') return value;
      return axes.find(({ field }) => field === key.field)?.values.indexOf(value) ?? null;
    }
    case 'quantity':
      return view.result?.outcome ? findQuantity(key.id).of(view.result.outcome) : null;
  }
}

/** Cells without the value come last either way; equal ones stay in the order of the grid. */
export function sortCells(
  views: readonly CellView[],
  { key, descending }: Sorting,
  axes: readonly SweepAxis[],
): CellView[] {
  return views
    .map((view) => ({ view, value: sortValue(view, key, axes) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null)
        return Number(a.value === null) - Number(b.value === null) || a.view.cell.index - b.view.cell.index;
      const order = descending ? b.value - a.value : a.value - b.value;
      return order || a.view.cell.index - b.view.cell.index;
    })
    .map(({ view }) => view);
}

export function sameKey(a: SortKey, b: SortKey): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
