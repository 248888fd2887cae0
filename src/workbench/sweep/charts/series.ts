/**
 * Makes the curves of Fig. 6 and similar ones: a quantity against one axis, as the mean over
 * everything else that was varied and the deviation over seeds.
 */

import { methodsOfSweep } from '../../../runs/sweep/axes.ts';
import type { PooledStatistic } from '../../../runs/sweep/summary.ts';
import type { SweepAxis, SweepSpec } from '../../../runs/sweep/sweep.ts';
import { settingWords } from '../../settings/words.ts';
import { wordsOf } from '../../tasks/index.ts';
import { findQuantity, type Quantity, type QuantityId } from '../../words/quantities.ts';
import { type CellView, statisticOver } from '../results/cells.ts';

export interface Point {
  /** Value of the axis. */
  readonly x: AxisValue;
  readonly statistic: PooledStatistic;
}

export type AxisValue = SweepAxis['values'][number];

export interface Series {
  readonly name: string;
  /** Points in the order of the scale; values without a finished cell are left out. */
  readonly points: readonly Point[];
}

export interface Panel {
  /** The paper's name of the panel, `Fig. 6 A`, or null if it has none. */
  readonly figure: string | null;
  readonly x: SweepAxis;
  readonly quantity: Quantity;
}

/** The order and spacing of an axis across a chart. */
export interface Scale {
  readonly values: readonly AxisValue[];
  readonly place: (value: AxisValue) => number;
}

/**
 * Returns the scale of an axis. Numbers ascend, on a log scale if they double or grow by tens. If
 * only some values are numbers, as with bits or a fan-in that may be without limit, they stand side
 * by side in the order of the grid. Returns null for choices without an order.
 */
export function scaleOf({ values }: Pick<SweepAxis, 'values'>): Scale | null {
  const numbers = values.filter(
    (value) => typeof value !== 'boolean' && Number.isFinite(Number(value)) && value !== '',
  );
  if (values.length < 2 || numbers.length < 2) return null;
  if (numbers.length < values.length || numbers.some((value) => typeof value !== 'number'))
    return { values, place: (value) => values.indexOf(value) };
  const ascending = [...(values as readonly number[])].sort((a, b) => a - b);
  const [low = 0] = ascending;
  const logarithmic = low > 0 && ascending.at(-1)! / low >= 8;
  return {
    values: ascending,
    place: (value) => (logarithmic ? Math.log2(value as number) : (value as number)),
  };
}

/** Returns the axes that a curve can run along. */
export function curveAxes(axes: readonly SweepAxis[]): SweepAxis[] {
  return axes.filter((axis) => scaleOf(axis) !== null);
}

const usual: readonly QuantityId[] = ['score', 'synOps', 'epochs'];

/** The quantities that the paper draws against its two axes. */
const drawnAgainst: Partial<Record<string, readonly QuantityId[]>> = {
  timeSteps: ['score', 'synOps'],
  patience: ['score', 'epochs'],
};

/**
 * Returns the panels of a sweep: the paper's two against each of its axes, and all three against
 * others. They have the paper's names if they show its method, and a task that it draws them for.
 */
export function panelsOf(sweep: Pick<SweepSpec, 'base' | 'axes'>): Panel[] {
  const { axes, base } = sweep;
  const paper = methodsOfSweep(sweep).every((method) => method === 'ptl');
  const { figures } = wordsOf(base.task);
  const panels = curveAxes(axes).flatMap((x) =>
    (drawnAgainst[x.field] ?? usual).map((id) => ({
      figure: (paper && figures[`${x.field} ${id}`]) || null,
      x,
      quantity: findQuantity(base, id),
    })),
  );
  // The paper's panels A to D come first, then the others in their own order.
  const rank = ({ figure }: Panel) => figure ?? 'later';
  return panels.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

/** Most values of another axis that are drawn as a line each. */
export const mostLines = 6;

/** Returns the other axes whose values can be told apart as lines. */
export function lineAxes(axes: readonly SweepAxis[], x: SweepAxis): SweepAxis[] {
  return axes.filter((axis) => axis !== x && axis.values.length > 1 && axis.values.length <= mostLines);
}

/** Returns one line per value of `lines`; without it one line over all cells. */
export function seriesOf(
  views: readonly CellView[],
  x: SweepAxis,
  lines: SweepAxis | null,
  of: Quantity['of'],
): Series[] {
  const groups = lines
    ? lines.values.map((value) => ({
        name: settingWords(lines.field, value),
        views: views.filter(({ cell }) => cell.spec[lines.field] === value),
      }))
    : [{ name: 'SNN', views }];
  return groups.map(({ name, views: own }) => ({ name, points: pointsOf(own, x, of) }));
}

function pointsOf(views: readonly CellView[], x: SweepAxis, of: Quantity['of']): Point[] {
  return (scaleOf(x)?.values ?? []).flatMap((value) => {
    const statistic = statisticOver(
      views.filter(({ cell }) => cell.spec[x.field] === value),
      of,
    );
    return statistic ? [{ x: value, statistic }] : [];
  });
}

/**
 * Returns the mean score of the networks that the cells started from, on the examples of the
 * quantity; null for what is no score, and while none has finished.
 */
export function annScore(views: readonly CellView[], { ofAnn }: Pick<Quantity, 'ofAnn'>): number | null {
  return ofAnn && (statisticOver(views, ofAnn)?.mean ?? null);
}
