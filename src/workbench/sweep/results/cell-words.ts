/** Describes cells in words. */
import type { PooledStatistic } from '../../../runs/sweep/summary.ts';
import type { SweepSpec } from '../../../runs/sweep/sweep.ts';
import { settingWords } from '../../settings/words.ts';
import { durationWords } from '../../words/progress-words.ts';
import type { Quantity } from '../../words/quantities.ts';
import { type CellView, stageCount } from './cells.ts';
import type { Entry, EntryState, Pivot } from './pivot.ts';

export const stateWords: Record<EntryState, string> = {
  waiting: 'waiting',
  running: 'running',
  finished: 'finished',
  failed: 'failed',
  leftOut: 'cannot run',
};

/**
 * Writes the progress of a cell: `stage 2, epoch 3, about 8 s left`; a cell that trains nothing is
 * tested.
 */
export function progressWords({ progress, cell }: Pick<CellView, 'progress' | 'cell'>): string {
  const eta = progress?.etaSeconds ?? null;
  const left = eta === null ? '' : `, about ${durationWords(eta)} left`;
  if (stageCount(cell.spec) === 0) return eta === null ? 'running' : `testing${left}`;
  if (!progress || progress.stage === 0) return 'preparing';
  return `stage ${progress.stage}, epoch ${progress.epoch}${left}`;
}

/** Names the settings that an entry of the heat map stands for: `Ns 4 · Tp 2`. */
export function entryName(entry: Entry, { columns, rows }: Pick<Pivot, 'columns' | 'rows'>): string {
  const column = settingWords(columns.field, columns.values[entry.column]!);
  return rows ? `${column} · ${settingWords(rows.field, rows.values[entry.row]!)}` : column;
}

/**
 * Writes the value of an entry: `97.94 % ± 0.12, mean of 3 seeds`. Where it is over several
 * settings, it says that the deviation is that of the seeds of each.
 */
export function entryValue({ statistic, state, views }: Entry, quantity: Quantity): string {
  if (!statistic) {
    const [first] = views;
    if (state === 'running' && first)
      return progressWords(views.find((view) => view.state === 'running') ?? first);
    return stateWords[state];
  }
  if (statistic.n === 1) return quantity.write(statistic.mean);
  const spread = statistic.sd === null ? '' : ` ± ${quantity.short(statistic.sd)}`;
  return `${quantity.write(statistic.mean)}${spread}, ${meanWords(statistic)}`;
}

/**
 * Says what a mean and its deviation are over: `mean of 3 seeds`, or `mean of 4 settings, ± over
 * the seeds of each`.
 */
export function meanWords({ n, sd, settings }: PooledStatistic): string {
  if (settings === 1) return `mean of ${n} seeds`;
  return `mean of ${settings} settings${sd === null ? '' : ', ± over the seeds of each'}`;
}

/** Names a cell by the settings that the sweep varies: `Ns 4, Tp 2, seed 1`. */
export function cellName({ cell }: Pick<CellView, 'cell'>, { axes, seeds }: SweepSpec): string {
  const settings = axes.map(({ field }) => settingWords(field, cell.spec[field]));
  return [...settings, ...(seeds > 1 ? [`seed ${cell.spec.seed}`] : [])].join(', ');
}
