/**
 * Marks combinations that stand out: the best by its validation score, and the Pareto edge, which
 * none beats in both drop and SynOps.
 */
import { bestCell, paretoEdge, type SummaryRow } from '../../../runs/sweep/summary.ts';
import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import type { Metric } from '../../../tasks/metric.ts';
import { settingWords } from '../../settings/words.ts';
import type { CellView } from './cells.ts';
import type { Entry } from './pivot.ts';

/** Returns the key of a cell without its seed: that of its combination. */
export function combinationKey({ cell }: Pick<CellView, 'cell'>): string {
  return cell.key.replace(/,?seed=\d+$/, '');
}

export interface Marked {
  readonly best: Entry | null;
  readonly edge: ReadonlySet<Entry>;
  readonly bestRow: SummaryRow | null;
}

/**
 * Marks the entries of the heat map. When other axes are averaged over, an entry is marked if a
 * marked combination lies within it.
 */
export function markEntries(
  entries: readonly Entry[],
  rows: readonly SummaryRow[],
  metric: Pick<Metric, 'better'>,
): Marked {
  const bestRow = bestCell(rows, metric);
  const edgeKeys = new Set(paretoEdge(rows, 'synOpsRatio').map(({ key }) => key));
  const has = (entry: Entry, wanted: (key: string) => boolean) =>
    entry.views.some((view) => wanted(combinationKey(view)));
  return {
    bestRow,
    best: entries.find((entry) => has(entry, (key) => key === bestRow?.key)) ?? null,
    edge: new Set(entries.filter((entry) => has(entry, (key) => edgeKeys.has(key)))),
  };
}

/** Writes a combination: `Ns 16 · Tp 3`. */
export function combinationWords(axes: readonly SweepAxis[], values: SummaryRow['values']): string {
  return axes.map(({ field }, i) => settingWords(field, values[i]!)).join(' · ');
}
