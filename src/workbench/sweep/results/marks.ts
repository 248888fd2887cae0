/**
 * Marks combinations that stand out: the best by its validation score, and the Pareto edge, which
 * none beats in both drop and SynOps.
 */
import { bestCell, paretoEdge, type SummaryRow } from '../../../runs/sweep/summary.ts';
import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import type { Metric } from '../../../tasks/metric.ts';
import { settingWords } from '../../settings/words.ts';
import { dropWords } from '../../words/quantities.ts';
import { combinationKey } from './cells.ts';
import type { Entry } from './pivot.ts';

export interface Marked {
  readonly best: Entry | null;
  /** Entries on the edge; empty when all are, since a mark on all of them tells none apart. */
  readonly edge: ReadonlySet<Entry>;
  /** True if several combinations were measured and all of them are on the edge. */
  readonly allOnEdge: boolean;
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
  const onEdge = paretoEdge(rows, 'synOpsRatio');
  const measured = rows.filter(({ outcomes }) => outcomes).length;
  const all = onEdge.length === measured;
  const edgeKeys = new Set(all ? [] : onEdge.map(({ key }) => key));
  const has = (entry: Entry, wanted: (key: string) => boolean) =>
    entry.views.some((view) => wanted(combinationKey(view)));
  return {
    bestRow,
    best: entries.find((entry) => has(entry, (key) => key === bestRow?.key)) ?? null,
    edge: new Set(entries.filter((entry) => has(entry, (key) => edgeKeys.has(key)))),
    allOnEdge: all && measured > 1,
  };
}

/** Explains the mark of the edge, or why no entry has it; null where neither is to be said. */
export function edgeWords({ edge, allOnEdge }: Marked, metric: Metric): string | null {
  const both = `less ${dropWords(metric)} on validation and fewer SynOps`;
  if (allOnEdge) return `no cell has both ${both} than another`;
  return edge.size > 0 ? `none has both ${both}` : null;
}

/** Writes a combination: `Ns 16 · Tp 3`. */
export function combinationWords(axes: readonly SweepAxis[], values: SummaryRow['values']): string {
  return axes.map(({ field }, i) => settingWords(field, values[i]!)).join(' · ');
}
