/** The curves of Fig. 6 and their kin: a quantity against one axis, mean and deviation over what else was varied. */
import { fields } from '../../../runs/fields.ts';
import { type Statistic, statisticOf } from '../../../runs/sweep/summary.ts';
import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import { settingWords } from '../../settings/words.ts';
import type { CellView } from '../results/cells.ts';
import { findQuantity, type Quantity, type QuantityId } from '../results/quantities.ts';

export interface Point {
  /** Value of the axis. */
  readonly x: number;
  readonly statistic: Statistic;
}

export interface Series {
  readonly name: string;
  /** In ascending x; values of which no cell has finished are left out. */
  readonly points: readonly Point[];
}

export interface Panel {
  /** `Fig. 6 A` where it is one of the paper's. */
  readonly figure: string | null;
  readonly x: SweepAxis;
  readonly quantity: Quantity;
}

/** Axes that a curve can run along. */
export function numericAxes(axes: readonly SweepAxis[]): SweepAxis[] {
  return axes.filter(({ field, values }) => {
    const { kind } = fields[field];
    return (kind === 'integer' || kind === 'number') && values.length > 1;
  });
}

const paperFigures: Partial<Record<string, string>> = {
  'timeSteps accuracy': 'Fig. 6 A',
  'timeSteps synOps': 'Fig. 6 B',
  'patience accuracy': 'Fig. 6 C',
  'patience epochs': 'Fig. 6 D',
};

const shown: readonly QuantityId[] = ['accuracy', 'synOps', 'epochs'];

/** The paper's two against each of its axes; against others all three. */
export function panelsOf(axes: readonly SweepAxis[]): Panel[] {
  const panels = numericAxes(axes).flatMap((x) => {
    const figures = shown.map((id) => ({ id, figure: paperFigures[`${x.field} ${id}`] ?? null }));
    const known = figures.some(({ figure }) => figure !== null);
    return figures
      .filter(({ figure }) => !known || figure !== null)
      .map(({ id, figure }) => ({ figure, x, quantity: findQuantity(id) }));
  });
  // A to D, then the others as they come.
  const rank = ({ figure }: Panel) => figure ?? 'later';
  return panels.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

/** Most values of another axis that are drawn as a line each. */
export const mostLines = 6;

/** Another axis whose values can be told apart as lines. */
export function lineAxes(axes: readonly SweepAxis[], x: SweepAxis): SweepAxis[] {
  return axes.filter((axis) => axis !== x && axis.values.length > 1 && axis.values.length <= mostLines);
}

/** One line per value of `lines`; without it one line over all cells. */
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
  return [...(x.values as readonly number[])]
    .sort((a, b) => a - b)
    .flatMap((value) => {
      const statistic = statisticOf(
        views.flatMap(({ cell, result }) =>
          cell.spec[x.field] === value && result?.outcome ? [of(result.outcome)] : [],
        ),
      );
      return statistic ? [{ x: value, statistic }] : [];
    });
}

/** Mean test accuracy of the networks that the cells started from; null while none has finished. */
export function annAccuracy(views: readonly CellView[]): number | null {
  return (
    statisticOf(views.flatMap(({ result }) => (result?.outcome ? [result.outcome.annTestAccuracy] : [])))
      ?.mean ?? null
  );
}

/** Whether a window or a rate, whose values double or go by tens, reads better by its logarithm. */
export function isLogarithmic({ values }: SweepAxis): boolean {
  const numbers = (values as readonly number[]).filter((value) => value > 0);
  return numbers.length === values.length && Math.max(...numbers) / Math.min(...numbers) >= 8;
}
