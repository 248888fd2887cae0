/**
 * Turns series into the rows of one chart, with marks and error bars placed on its value axis, and
 * makes that axis.
 */

import type { PooledStatistic } from '../../../runs/sweep/summary.ts';
import { roundTicks } from '../../shared/axis.ts';
import { scoreAxis } from '../../shared/charts/axes.ts';
import type { Quantity } from '../../words/quantities.ts';
import type { AxisValue, Series } from './series.ts';

export interface ValueAxis {
  readonly place: (value: number) => number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly { readonly place: number; readonly words: string }[];
}

function bounds(series: readonly Series[]): number[] {
  return series.flatMap(({ points }) =>
    points.flatMap(({ statistic: { mean, sd } }) => [mean - (sd ?? 0), mean + (sd ?? 0)]),
  );
}

/**
 * Returns the axis of a score on the scale of its metric; any other quantity starts from zero, or
 * lower if there are lower values.
 */
export function valueAxis(
  quantity: Pick<Quantity, 'metric' | 'examples' | 'short'>,
  series: readonly Series[],
  ann: number | null,
): ValueAxis {
  const values = bounds(series);
  const { metric, examples } = quantity;
  if (metric) {
    const [least, greatest] = metric.range;
    const within = values.map((value) => Math.min(greatest, Math.max(least, value)));
    return scoreAxis(metric, ann === null ? within : [...within, ann], examples);
  }
  const low = Math.min(0, ...values);
  const high = Math.max(low + 1e-9, ...values);
  const top = values.length === 0 ? 1 : high + 0.06 * (high - low);
  return {
    place: (value) => value,
    domain: [low, top],
    ticks: roundTicks(low, top, 5).map((tick) => ({ place: tick, words: quantity.short(tick) })),
  };
}

export interface Mark {
  readonly place: number;
  /** Lengths of the error bar down and up, to mean ∓ sd, on the axis. */
  readonly error: readonly [number, number];
  readonly statistic: PooledStatistic;
}

export interface CurveRow {
  readonly x: number;
  readonly value: AxisValue;
  /** A mark per series; null for one that has none here. */
  readonly marks: readonly (Mark | null)[];
}

export function curveRows(
  values: readonly AxisValue[],
  at: (value: AxisValue) => number,
  series: readonly Series[],
  place: (value: number) => number,
): CurveRow[] {
  return values.map((value) => ({
    x: at(value),
    value,
    marks: series.map(({ points }) => {
      const found = points.find((point) => point.x === value);
      if (!found) return null;
      const { mean, sd } = found.statistic;
      const middle = place(mean);
      const spread = sd ?? 0;
      return {
        place: middle,
        error: [middle - place(mean - spread), place(mean + spread) - middle],
        statistic: found.statistic,
      };
    }),
  }));
}
