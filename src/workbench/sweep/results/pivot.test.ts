import { describe, expect, test } from 'vitest';
import { summarise } from '../../../runs/sweep/summary.ts';
import { leadOf } from '../../../tasks/index.ts';
import { findQuantity } from '../../words/quantities.ts';
import { base, failed, finished, sweepOf, viewsOf } from '../testing/sweep.ts';
import { entryValue } from './cell-words.ts';
import { edgeWords, markEntries } from './marks.ts';
import { pivot, stateOf } from './pivot.ts';

const sweep = sweepOf(
  [
    { field: 'timeSteps', values: [1, 2] },
    { field: 'patience', values: [1, 2, 3] },
    { field: 'thresholdScope', values: ['layer', 'channel'] },
  ],
  2,
);
const [timeSteps, patience, scope] = sweep.axes as typeof sweep.axes & [never, never, never];
const lead = leadOf(base);
const accuracy = findQuantity(base, 'score');
/** A made-up score: 0.8 + 0.01·Ns + 0.001·Tp, a bit more per channel, seeds 0.002 apart. */
const value = (spec: (typeof sweep)['base']) =>
  0.8 +
  0.01 * spec.timeSteps +
  0.001 * spec.patience +
  (spec.thresholdScope === 'channel' ? 0.1 : 0) +
  (spec.seed === 1 ? -0.001 : 0.001);
const views = viewsOf(sweep, (cell) =>
  finished(cell, {
    snnTest: value(cell.spec),
    snnValidation: value(cell.spec),
    synOpsRatio: cell.spec.timeSteps,
    validationDrop: 1 - value(cell.spec),
  }),
);

describe('cells over two axes', () => {
  test('each entry is the mean over seeds and all that is not fixed', () => {
    const map = pivot(views, sweep.axes, { columns: timeSteps!, rows: patience!, fixed: {} }, accuracy);
    expect(map.entries).toHaveLength(6);
    const entry = map.entries.find(({ row, column }) => row === 2 && column === 1)!;
    expect(entry.views).toHaveLength(4);
    expect(entry.statistic?.mean).toBeCloseTo(0.8 + 0.02 + 0.003 + 0.05, 12);
  });

  test('what is fixed leaves the others out', () => {
    const chosen = { columns: timeSteps!, rows: patience!, fixed: { thresholdScope: 1 } };
    const entry = pivot(views, sweep.axes, chosen, accuracy).entries[0]!;
    expect(entry.views.map(({ cell }) => cell.spec.thresholdScope)).toEqual(['channel', 'channel']);
    expect(entry.statistic?.mean).toBeCloseTo(0.911, 12);
    expect(entry.statistic?.sd).toBeCloseTo(0.002 / Math.SQRT2, 12);
  });

  test('the deviation is that of the seeds, and does not grow with a third axis', () => {
    const over = (fixed: Record<string, number>) =>
      pivot(views, sweep.axes, { columns: timeSteps!, rows: patience!, fixed }, accuracy).entries[0]!;
    const [pooled, single] = [over({}), over({ thresholdScope: 0 })];
    // The scopes lie 0.1 apart, the seeds of each 0.002.
    expect(pooled.statistic?.sd).toBeCloseTo(0.002 / Math.SQRT2, 12);
    expect(pooled.statistic).toMatchObject({ n: 4, settings: 2 });
    expect(entryValue(pooled, accuracy)).toMatch(/ ± 0\.1, mean of 2 settings, ± over the seeds of each$/);
    expect(entryValue(single, accuracy)).toMatch(/ ± 0\.1, mean of 2 seeds$/);
    const alone = viewsOf({ ...sweep, seeds: 1 }, (cell) => finished(cell, { snnValidation: 0.9 }));
    const map = pivot(alone, sweep.axes, { columns: timeSteps!, rows: patience!, fixed: {} }, accuracy);
    expect(map.entries[0]!.statistic).toMatchObject({ sd: null, settings: 2 });
    expect(entryValue(map.entries[0]!, accuracy)).toMatch(/, mean of 2 settings$/);
  });

  test('a single axis is one row', () => {
    const map = pivot(views, sweep.axes, { columns: scope!, rows: null, fixed: {} }, accuracy);
    expect(map.entries.map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  test('an entry is as far as the furthest behind of its cells', () => {
    const some = viewsOf(sweep, (cell) => (cell.index % 2 ? failed(cell, 'no memory') : finished(cell)));
    expect(stateOf(some)).toBe('failed');
    expect(stateOf(viewsOf(sweep, (cell) => (cell.index ? finished(cell) : null)))).toBe('waiting');
    expect(stateOf(views)).toBe('finished');
  });

  test('failed cells count in no mean', () => {
    const some = viewsOf(sweep, (cell) =>
      cell.spec.seed === 1 ? finished(cell, { snnValidation: 0.5 }) : failed(cell, 'no memory'),
    );
    const map = pivot(some, sweep.axes, { columns: timeSteps!, rows: patience!, fixed: {} }, accuracy);
    expect(map.entries[0]?.statistic).toMatchObject({ mean: 0.5, n: 2 });
  });
});

test('an entry of which no combination can run is said to be left out', () => {
  const partly = sweepOf([
    { field: 'batchSize', values: [64, 128] },
    { field: 'trainCount', values: [100, 6000] },
  ]);
  const [batch, train] = partly.axes;
  const map = pivot(
    viewsOf(partly, (cell) => finished(cell)),
    partly.axes,
    { columns: batch!, rows: train!, fixed: {} },
    accuracy,
  );
  expect(map.entries.map(({ state }) => state)).toEqual(['finished', 'leftOut', 'finished', 'finished']);
  expect(entryValue(map.entries[1]!, accuracy)).toBe('cannot run');
});

describe('what stands out', () => {
  const rows = summarise({ sweep, results: views.map(({ result }) => result!) });
  const map = pivot(views, sweep.axes, { columns: timeSteps!, rows: patience!, fixed: {} }, accuracy);

  test('the best by validation accuracy, and the edge of drop and SynOps', () => {
    const marked = markEntries(map.entries, rows, lead);
    expect(marked.bestRow?.values).toEqual([2, 3, 'channel']);
    expect([marked.best?.row, marked.best?.column]).toEqual([2, 1]);
    // More patience costs no operations here, so only the best of each window is on the edge.
    expect([...marked.edge].map(({ row, column }) => [row, column])).toEqual([
      [2, 0],
      [2, 1],
    ]);
  });

  test('the edge is no mark where every combination is on it, and is said in words', () => {
    const windows = sweepOf([{ field: 'timeSteps', values: [1, 2, 4] }]);
    const dearer = viewsOf(windows, (cell) =>
      finished(cell, { validationDrop: 0.1 / cell.spec.timeSteps, synOpsRatio: cell.spec.timeSteps }),
    );
    const all = summarise({ sweep: windows, results: dearer.map(({ result }) => result!) });
    const row = pivot(dearer, windows.axes, { columns: windows.axes[0]!, rows: null, fixed: {} }, accuracy);
    const marked = markEntries(row.entries, all, lead);
    expect(marked).toMatchObject({ edge: new Set(), allOnEdge: true });
    expect(edgeWords(marked, lead)).toMatch(/^no cell has both less .* than another$/);
    expect(markEntries(map.entries, rows, lead).allOnEdge).toBe(false);
  });

  test('what the test set says moves no mark', () => {
    const turned = views.map(({ result }) => ({
      ...result!,
      outcome: {
        ...result!.outcome!,
        snnTest: 1 - result!.outcome!.snnTest,
        testDrop: result!.outcome!.snnTest,
      },
    }));
    const other = summarise({ sweep, results: turned });
    expect(markEntries(map.entries, other, lead).bestRow?.key).toBe(
      markEntries(map.entries, rows, lead).bestRow?.key,
    );
    expect(markEntries(map.entries, other, lead).edge).toEqual(markEntries(map.entries, rows, lead).edge);
  });

  test('the best is the lowest where lower is better', () => {
    const best = markEntries(map.entries, rows, { better: 'lower' }).bestRow;
    const means = rows.map(({ outcomes }) => outcomes!.snnValidation.mean);
    expect(best?.outcomes?.snnValidation.mean).toBe(Math.min(...means));
  });

  test('nothing while nothing is finished, and nothing where the best is out of sight', () => {
    const empty = viewsOf(sweep, () => null);
    const none = pivot(empty, sweep.axes, { columns: timeSteps!, rows: null, fixed: {} }, accuracy);
    expect(markEntries(none.entries, summarise({ sweep, results: [] }), lead)).toMatchObject({
      best: null,
      bestRow: null,
    });
    const chosen = { columns: timeSteps!, rows: patience!, fixed: { thresholdScope: 0 } };
    const layers = pivot(views, sweep.axes, chosen, accuracy);
    expect(markEntries(layers.entries, rows, lead).best).toBeNull();
  });
});
