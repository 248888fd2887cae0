/**
 * Anytime accuracy: how often the answer is right when it is read after each step, a line per
 * combination.
 */
import { type Statistic, type SummaryRow, statisticOf } from '../../../runs/sweep/summary.ts';
import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import { settingWords } from '../../settings/words.ts';
import { mostLines } from './series.ts';

export interface AnytimeLine {
  readonly name: string;
  /** After step t + 1. */
  readonly steps: readonly Statistic[];
}

/**
 * Which axis tells the lines apart when there are too many combinations: the method, else the
 * window, else the first.
 */
export function anytimeAxis(axes: readonly SweepAxis[]): SweepAxis {
  const axis = (name: SweepAxis['field']) => axes.find(({ field }) => field === name);
  return axis('method') ?? axis('timeSteps') ?? axes[0]!;
}

/**
 * A line for each of the axis's values, over all other settings and seeds. Lines of different
 * lengths come from different windows; where the windows within a line differ, it is that of the
 * longest, which alone was read to its end.
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
    const steps = Array.from({ length }, (_, t) => statisticOf(own.map(({ anytime }) => anytime[t]!.mean))!);
    return [{ name: settingWords(by.field, value), steps }];
  });
}

/** The axes that can tell lines apart. */
export function anytimeAxes(axes: readonly SweepAxis[]): SweepAxis[] {
  return axes.filter(({ values }) => values.length <= 2 * mostLines);
}

/** The steps that carry their number: 1, 2, 4, … */
export function windowTicks(longest: number): number[] {
  return Array.from({ length: Math.floor(Math.log2(longest)) + 1 }, (_, i) => 2 ** i);
}

/** A line in words, at the steps that carry their number. */
export function toldSteps({ name, steps }: AnytimeLine): string {
  const told = windowTicks(Math.max(1, steps.length)).map(
    (step) => `${step}: ${(100 * steps[step - 1]!.mean).toFixed(1)} %`,
  );
  return `${name}: ${told.join(', ')}`;
}
