/**
 * Makes the lines of the anytime score, that is, how good the answer is when it is read after each
 * step: a line per combination.
 */
import { pooledStatistic, type SummaryRow } from '../../../runs/sweep/summary.ts';
import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import { settingWords } from '../../settings/words.ts';
import type { AnytimeLine } from '../../shared/charts/anytime-lines.ts';
import { mostLines } from './series.ts';

/**
 * Returns the axis that tells the lines apart when there are too many combinations: the method,
 * else the window, else the first.
 */
export function anytimeAxis(axes: readonly SweepAxis[]): SweepAxis {
  const axis = (name: SweepAxis['field']) => axes.find(({ field }) => field === name);
  return axis('method') ?? axis('timeSteps') ?? axes[0]!;
}

/**
 * Returns a line for each of the axis's values, the mean over all other settings and seeds. Lines
 * of different lengths come from different windows; if the windows within a line differ, only cells
 * with the longest count, which alone were read to its end.
 */
export function anytimeLines(
  rows: readonly SummaryRow[],
  axes: readonly SweepAxis[],
  by: SweepAxis,
): AnytimeLine[] {
  const at = axes.indexOf(by);
  return by.values.flatMap((value) => {
    const measured = rows.filter(({ values, anytime }) => values[at] === value && anytime.length > 0);
    if (measured.length === 0) return [];
    const length = Math.max(...measured.map(({ anytime }) => anytime.length));
    const own = measured.filter(({ anytime }) => anytime.length === length);
    const steps = Array.from({ length }, (_, t) => pooledStatistic(own.map(({ anytime }) => anytime[t]!))!);
    return [{ name: settingWords(by.field, value), steps }];
  });
}

/** Returns the axes that can tell lines apart. */
export function anytimeAxes(axes: readonly SweepAxis[]): SweepAxis[] {
  return axes.filter(({ values }) => values.length <= 2 * mostLines);
}
