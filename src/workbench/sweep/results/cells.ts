/** Joins a sweep's planned cells with those that run and their results. */
import { toLayers } from '../../../networks/chain.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { stageNames } from '../../../runs/spec/methods/stages.ts';
import type { RunSpec } from '../../../runs/spec/spec.ts';
import { type PooledStatistic, pooledStatistic, statisticOf } from '../../../runs/sweep/summary.ts';
import type {
  CellOutcome,
  CellProgress,
  CellResult,
  SweepAxis,
  SweepCell,
} from '../../../runs/sweep/sweep.ts';

export type CellState = 'waiting' | 'running' | 'finished' | 'failed';

export interface CellView {
  readonly cell: SweepCell;
  readonly state: CellState;
  readonly progress: CellProgress | null;
  readonly result: CellResult | null;
}

/**
 * Returns the cells with their states, in the order of the cells. A cell that runs again after a
 * failure shows as running.
 */
export function cellViews(
  cells: readonly SweepCell[],
  results: ReadonlyMap<string, CellResult>,
  running: ReadonlyMap<string, CellProgress | null>,
): CellView[] {
  return cells.map((cell) => {
    const result = results.get(cell.key) ?? null;
    if (running.has(cell.key))
      return { cell, state: 'running', progress: running.get(cell.key) ?? null, result };
    return { cell, state: result?.status ?? 'waiting', progress: null, result };
  });
}

/** Returns the key of a cell without its seed: that of its combination. */
export function combinationKey({ cell }: Pick<CellView, 'cell'>): string {
  return cell.key.replace(/,?seed=\d+$/, '');
}

/**
 * Returns the statistic of a quantity over cells, whose deviation is that of seeds and never of
 * settings; null while none of them has finished.
 */
export function statisticOver(
  views: readonly CellView[],
  of: (outcome: CellOutcome) => number,
): PooledStatistic | null {
  const settings = new Map<string, number[]>();
  for (const view of views) {
    const { result } = view;
    if (!result?.outcome) continue;
    const key = combinationKey(view);
    settings.set(key, [...(settings.get(key) ?? []), of(result.outcome)]);
  }
  return pooledStatistic([...settings.values()].flatMap((values) => statisticOf(values) ?? []));
}

/** Returns the index of the axis's value that a cell has. */
export function valueIndex(axis: SweepAxis, cell: SweepCell): number {
  return axis.values.indexOf(cell.spec[axis.field]);
}

export function countStates(views: readonly CellView[]): Readonly<Record<CellState, number>> {
  const counts = { waiting: 0, running: 0, finished: 0, failed: 0 };
  for (const { state } of views) counts[state] += 1;
  return counts;
}

/** Returns how many stages a run of this spec has; 0 if its method trains nothing. */
export function stageCount(spec: RunSpec): number {
  return stageNames(spec, toLayers(parseNotation(spec.network))).length;
}

/**
 * Returns how much of a running cell is done, 0…1, by its stages and the most epochs they may take;
 * never quite 1.
 */
export function shareDone({ progress, cell }: Pick<CellView, 'progress' | 'cell'>): number {
  const stages = stageCount(cell.spec);
  if (!progress || progress.stage === 0 || stages === 0) return 0;
  const within = Math.min(1, progress.epoch / Math.max(1, cell.spec.maxStageEpochs));
  return Math.min(0.97, (progress.stage - 1 + within) / stages);
}
