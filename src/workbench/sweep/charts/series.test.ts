import { describe, expect, test } from 'vitest';
import { summarise } from '../../../runs/sweep/summary.ts';
import { leadOf } from '../../../tasks/index.ts';
import { toldSteps, windowTicks } from '../../shared/charts/anytime-lines.ts';
import { findQuantity } from '../../words/quantities.ts';
import { base, finished, sweepOf, viewsOf } from '../testing/sweep.ts';
import { anytimeAxis, anytimeLines } from './anytime.ts';
import { curveRows, valueAxis } from './rows.ts';
import { annScore, panelsOf, scaleOf, seriesOf } from './series.ts';

const sweep = sweepOf(
  [
    { field: 'timeSteps', values: [8, 1, 2] },
    { field: 'patience', values: [1, 2] },
  ],
  2,
);
const [timeSteps, patience] = sweep.axes;
const views = viewsOf(sweep, (cell) =>
  cell.spec.timeSteps === 1
    ? null
    : finished(cell, {
        snnValidation: 0.9 + cell.spec.timeSteps / 1000 + cell.spec.patience / 100,
        annValidation: cell.spec.seed === 1 ? 0.97 : 0.99,
        anytime: Array.from({ length: cell.spec.timeSteps }, (_, t) => (t + 1) / 10),
      }),
);
const accuracy = findQuantity(base, 'score');

describe('the curves of Fig. 6', () => {
  test('A to D for Ns and Tp, all three quantities for any other number', () => {
    expect(panelsOf(sweep).map(({ figure, x, quantity }) => [figure, x.field, quantity.id])).toEqual([
      ['Fig. 6 A', 'timeSteps', 'score'],
      ['Fig. 6 B', 'timeSteps', 'synOps'],
      ['Fig. 6 C', 'patience', 'score'],
      ['Fig. 6 D', 'patience', 'epochs'],
    ]);
    const other = sweepOf([
      { field: 'percentile', values: [99, 99.9] },
      { field: 'thresholdScope', values: ['layer', 'channel'] },
    ]);
    expect(panelsOf(other).map(({ x, quantity }) => [x.field, quantity.id])).toEqual([
      ['percentile', 'score'],
      ['percentile', 'synOps'],
      ['percentile', 'epochs'],
    ]);
  });

  test('another task has the same panels, none of them the paper’s', () => {
    const other = { ...sweep, base: { ...sweep.base, task: 'reconstruction' } };
    expect(panelsOf(other).map(({ figure, x, quantity }) => [figure, x.field, quantity.label])).toEqual([
      [null, 'timeSteps', 'validation MSE'],
      [null, 'timeSteps', 'SynOps ratio'],
      [null, 'patience', 'validation MSE'],
      [null, 'patience', 'epochs'],
    ]);
  });

  test('other methods are none of the paper’s figures: accuracy and cost against the window all the same', () => {
    const methods = sweepOf([
      { field: 'method', values: ['ptl', 'rate'] },
      { field: 'timeSteps', values: [1, 8] },
    ]);
    expect(panelsOf(methods).map(({ figure, quantity }) => [figure, quantity.id])).toEqual([
      [null, 'score'],
      [null, 'synOps'],
    ]);
    const views = viewsOf(methods, (cell) => finished(cell));
    const lines = seriesOf(views, methods.axes[1]!, methods.axes[0]!, accuracy.of);
    expect(lines.map(({ name }) => name)).toEqual(['Progressive tandem learning', 'Rate conversion']);
  });

  test('points ascend, without those of which nothing has finished', () => {
    const [line] = seriesOf(views, timeSteps!, null, accuracy.of);
    expect(line?.points.map(({ x }) => x)).toEqual([2, 8]);
    // Both patiences are in it: they lie 0.01 apart, and the seeds of each are alike.
    expect(line?.points[0]?.statistic).toMatchObject({ n: 4, settings: 2, sd: 0 });
    expect(line?.points[0]?.statistic.mean).toBeCloseTo(0.917, 12);
  });

  test('a line for each value of another axis', () => {
    const lines = seriesOf(views, timeSteps!, patience!, accuracy.of);
    expect(lines.map(({ name }) => name)).toEqual(['Tp 1', 'Tp 2']);
    expect(lines[1]?.points[1]?.statistic.mean).toBeCloseTo(0.928, 12);
  });

  test('the ANN is the mean over seeds', () => {
    expect(annScore(views, accuracy)).toBeCloseTo(0.98, 12);
    expect(annScore([], accuracy)).toBeNull();
    expect(annScore(views, findQuantity(base, 'epochs'))).toBeNull();
  });

  test('doubling windows go by their logarithm, patience does not, bits stand side by side', () => {
    const window = scaleOf(timeSteps!)!;
    expect(window.values).toEqual([1, 2, 8]);
    expect(window.values.map(window.place)).toEqual([0, 1, 3]);
    expect(scaleOf(patience!)!.values.map(scaleOf(patience!)!.place)).toEqual([1, 2]);
    const bits = scaleOf({ values: ['float', '8', '4'] })!;
    expect(bits.values.map(bits.place)).toEqual([0, 1, 2]);
    expect(scaleOf({ values: ['layer', 'channel'] })).toBeNull();
    expect(scaleOf({ values: [true, false] })).toBeNull();
    expect(scaleOf({ values: [8] })).toBeNull();
  });
});

describe('rows and axes', () => {
  const line = {
    name: 'SNN',
    points: [
      { x: 1, statistic: { mean: 0.9, sd: 0.02, n: 3, settings: 1 } },
      { x: 4, statistic: { mean: 0.97, sd: null, n: 1, settings: 1 } },
    ],
  };

  test('error bars end at mean ± sd on the axis, longer upwards where the axis stretches', () => {
    const { place } = valueAxis(accuracy, [line], 0.98);
    const [row, empty, single] = curveRows([1, 2, 4], Number, [line], place);
    const mark = row!.marks[0]!;
    expect(mark.place - mark.error[0]).toBeCloseTo(place(0.88), 12);
    expect(mark.place + mark.error[1]).toBeCloseTo(place(0.92), 12);
    expect(mark.error[1]).toBeGreaterThan(mark.error[0]);
    expect(empty!.marks).toEqual([null]);
    expect(single!.marks[0]?.error).toEqual([0, 0]);
  });

  test('an error bar that would reach below zero ends at the foot of a log axis', () => {
    const score = findQuantity({ ...base, task: 'reconstruction' }, 'score');
    const wide = { name: 'SNN', points: [{ x: 1, statistic: { mean: 0.01, sd: 0.02, n: 3, settings: 1 } }] };
    const { place, domain } = valueAxis(score, [wide], 0.0076);
    const mark = curveRows([1], Number, [wide], place)[0]!.marks[0]!;
    expect(mark.place - mark.error[0]).toBeCloseTo(domain[0], 12);
    expect(mark.place + mark.error[1]).toBeCloseTo(place(0.03), 12);
    expect(place(0.0076)).toBeLessThan(mark.place);
  });

  test('counts start at zero, a gain below it', () => {
    expect(valueAxis(findQuantity(base, 'epochs'), [line], null).domain[0]).toBe(0);
    const gained = { name: 'a', points: [{ x: 1, statistic: { mean: -0.01, sd: null, n: 1, settings: 1 } }] };
    expect(valueAxis(findQuantity(base, 'drop'), [gained], null).domain[0]).toBeLessThan(0);
  });
});

describe('anytime accuracy', () => {
  const results = views.flatMap(({ result }) => result ?? []);
  const rows = summarise({ sweep, results });

  test('a line for each method, else for each window', () => {
    const method = { field: 'method', values: ['ptl'] } as const;
    expect(anytimeAxis([patience!, timeSteps!, method]).field).toBe('method');
    expect(anytimeAxis([patience!, timeSteps!]).field).toBe('timeSteps');
  });

  test('a line per window, as long as the window', () => {
    const lines = anytimeLines(rows, sweep.axes, timeSteps!);
    expect(lines.map(({ name, steps }) => [name, steps.length])).toEqual([
      ['Ns 8', 8],
      ['Ns 2', 2],
    ]);
    expect(lines[1]?.steps[1]?.mean).toBeCloseTo(0.2, 12);
  });

  test('over windows of different lengths, that of the longest', () => {
    const [line] = anytimeLines(rows, sweep.axes, patience!);
    expect(line?.steps).toHaveLength(8);
    // The windows of 2 steps do not count, so only the seeds of one setting are left.
    expect(line?.steps[1]).toMatchObject({ n: 2, settings: 1 });
    expect(toldSteps(line!, leadOf(base))).toBe('Tp 1: 1: 10.0 %, 2: 20.0 %, 4: 40.0 %, 8: 80.0 %');
    expect(windowTicks(1000)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512]);
  });
});
