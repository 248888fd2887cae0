/** Anytime accuracy: how often the answer is right when it is read after each step, a line per combination. */
import { type Statistic, type SummaryRow, statisticOf } from '../../../runs/sweep/summary.ts';
import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import { settingWords } from '../../settings/words.ts';
import { mostLines } from './series.ts';

export interface AnytimeLine {
  readonly name: string;
  /** After step t + 1. */
  readonly steps: readonly Statistic[];
}

/** Which axis tells the lines apart when there are too many combinations: the window, else the first. */
export function anytimeAxis(axes: readonly SweepAxis[]): SweepAxis {
  return axes.find(({ field }) => field === 'timeSteps') ?? axes[0]!;
}

/**
 * A line for each of the axis's values, over all other settings and seeds. Lines of different lengths come from different
 * windows; where the windows within a line differ, it is as long as the shortest.
 */
export function anytimeLines(
  rows: readonly SummaryRow[],
  axes: readonly SweepAxis[],
  by: SweepAxis,
): AnytimeLine[] {
  const at = axes.indexOf(by);
  return by.values.flatMap((value) => {
    const own = rows.filter(({ values, anytime }) => values[at] === value && anytime.length > 0);
    if (own.length === 0) return [];
    const length = Math.min(...own.map(({ anytime }) => anytime.length));
    const steps = Array.from({ length }, (_, t) => statisticOf(own.map(({ anytime }) => anytime[t]!.mean))!);
    return [{ name: settingWords(by.field, value), steps }];
  });
}

/** The axes that can tell lines apart. */
export function anytimeAxes(axes: readonly SweepAxis[]): SweepAxis[] {
  return axes.filter(({ values }) => values.length <= 2 * mostLines);
}
