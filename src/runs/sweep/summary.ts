/**
 * Summarises the combinations of a sweep over their seeds: means and deviations, the best cell, the
 * Pareto edge.
 */
import { gainOver, type Metric } from '../../tasks/metric.ts';
import type { Settings } from '../spec/fields.ts';
import { cellsOf, settingsKey } from './plan.ts';
import type { CellOutcome, CellResult, SweepResults } from './sweep.ts';

/** A mean and deviation over the seeds that finished. */
export interface Statistic {
  readonly mean: number;
  /** Sample standard deviation (n − 1); null for a single value. */
  readonly sd: number | null;
  readonly n: number;
}

/** The outcomes that are one number. */
export type OutcomeName = Exclude<keyof CellOutcome, 'anytime'>;

export const outcomeNames = [
  'annValidation',
  'snnValidation',
  'validationDrop',
  'annTest',
  'snnTest',
  'testDrop',
  'synOpsRatio',
  'energyRatio',
  'epochs',
  'parametersTouched',
  'seconds',
] as const satisfies readonly OutcomeName[];

/** One combination of the axes' values. */
export interface SummaryRow {
  /** Key of the combination, `ns=4,tp=2`. */
  readonly key: string;
  /** The axes' values, in the order of the axes. */
  readonly values: readonly Settings[keyof Settings][];
  readonly timeSteps: number;
  readonly finished: number;
  readonly failed: number;
  /** Number of cells that have not ended yet. */
  readonly open: number;
  /** Statistics by outcome; null while no seed has finished. */
  readonly outcomes: Readonly<Record<OutcomeName, Statistic>> | null;
  /** The score after each step; empty when it is unknown. */
  readonly anytime: readonly Statistic[];
}

/** Returns mean and deviation, or null for no values. */
export function statisticOf(values: readonly number[]): Statistic | null {
  const n = values.length;
  if (n === 0) return null;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: n === 1 ? null : Math.sqrt(squares / (n - 1)), n };
}

/** A statistic of several settings: a setting that was varied is no error of measurement. */
export interface PooledStatistic extends Statistic {
  /** Number of settings that the mean is over, each with all of its seeds. */
  readonly settings: number;
}

/**
 * Joins the statistics of several settings: the mean over all of their cells, and the deviation of
 * the seeds *within* a setting, which does not grow with what lies between settings. It is null
 * where no setting has two seeds, and the result is null for no settings.
 */
export function pooledStatistic(settings: readonly Statistic[]): PooledStatistic | null {
  const [first, ...others] = settings;
  if (!first) return null;
  if (others.length === 0) return { ...first, settings: 1 };
  const n = settings.reduce((sum, each) => sum + each.n, 0);
  const mean = settings.reduce((sum, each) => sum + each.mean * each.n, 0) / n;
  const spread = settings.filter(({ sd }) => sd !== null);
  const freedom = spread.reduce((sum, each) => sum + each.n - 1, 0);
  const squares = spread.reduce((sum, each) => sum + each.sd! ** 2 * (each.n - 1), 0);
  return { mean, sd: freedom === 0 ? null : Math.sqrt(squares / freedom), n, settings: settings.length };
}

/** Returns a row per combination, in the order of the grid. */
export function summarise({ sweep, results }: SweepResults): readonly SummaryRow[] {
  const byKey = new Map(results.map((result) => [result.key, result]));
  const rows: SummaryRow[] = [];
  const cells = cellsOf(sweep);
  for (let i = 0; i < cells.length; i += sweep.seeds) {
    const { spec } = cells[i]!;
    const seeds = cells.slice(i, i + sweep.seeds).flatMap(({ key }) => byKey.get(key) ?? []);
    const settings = Object.fromEntries(sweep.axes.map(({ field }) => [field, spec[field]]));
    rows.push({
      key: settingsKey(settings),
      values: sweep.axes.map(({ field }) => spec[field]),
      timeSteps: spec.timeSteps,
      ...over(seeds),
      open: sweep.seeds - seeds.length,
    });
  }
  return rows;
}

function over(
  seeds: readonly CellResult[],
): Pick<SummaryRow, 'finished' | 'failed' | 'outcomes' | 'anytime'> {
  const outcomes = seeds.flatMap(({ outcome }) => outcome ?? []);
  const statistic = (name: OutcomeName) => statisticOf(outcomes.map((outcome) => outcome[name]))!;
  const known = outcomes.filter(({ anytime }) => anytime.length > 0);
  return {
    finished: outcomes.length,
    failed: seeds.length - outcomes.length,
    outcomes:
      outcomes.length === 0
        ? null
        : (Object.fromEntries(outcomeNames.map((name) => [name, statistic(name)])) as Record<
            OutcomeName,
            Statistic
          >),
    anytime: (known[0]?.anytime ?? []).map((_, t) => statisticOf(known.map(({ anytime }) => anytime[t]!))!),
  };
}

/**
 * Returns the combination with the best mean validation score; of equals the one with fewer
 * synaptic operations. It is never chosen on the test set. Null while none has finished.
 */
export function bestCell(rows: readonly SummaryRow[], metric: Pick<Metric, 'better'>): SummaryRow | null {
  const mean = (row: SummaryRow, name: OutcomeName) => row.outcomes![name].mean;
  return rows
    .filter(({ outcomes }) => outcomes)
    .reduce<SummaryRow | null>((best, row) => {
      if (!best) return row;
      const gain = gainOver(metric, mean(row, 'snnValidation'), mean(best, 'snnValidation'));
      return gain > 0 || (gain === 0 && mean(row, 'synOpsRatio') < mean(best, 'synOpsRatio')) ? row : best;
    }, null);
}

/**
 * Returns the combinations that no other beats in both the mean drop on the validation examples and
 * the price, be it SynOps ratio or time steps: none has less of one without more of the other. They
 * are in ascending price. The test set has no part in it.
 */
export function paretoEdge(
  rows: readonly SummaryRow[],
  price: 'synOpsRatio' | 'timeSteps',
): readonly SummaryRow[] {
  const points = rows.flatMap((row) => {
    const { outcomes } = row;
    if (!outcomes) return [];
    const paid = price === 'timeSteps' ? row.timeSteps : outcomes.synOpsRatio.mean;
    return [{ row, drop: outcomes.validationDrop.mean, paid }];
  });
  return points
    .filter(
      (a) =>
        !points.some((b) => b.drop <= a.drop && b.paid <= a.paid && (b.drop < a.drop || b.paid < a.paid)),
    )
    .sort((a, b) => a.paid - b.paid)
    .map(({ row }) => row);
}
