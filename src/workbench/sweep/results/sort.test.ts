import { expect, test } from 'vitest';
import { failed, finished, sweepOf, viewsOf } from '../testing/sweep.ts';
import { sortCells } from './sort.ts';

const sweep = sweepOf([
  { field: 'timeSteps', values: [16, 2, 8] },
  { field: 'thresholdScope', values: ['layer', 'channel'] },
]);
const views = viewsOf(sweep, (cell) =>
  cell.index === 0
    ? failed(cell, 'no memory')
    : cell.index === 1
      ? null
      : finished(cell, { snnValidation: cell.spec.timeSteps / 100 }),
);
const order = (sorting: Parameters<typeof sortCells>[1]) =>
  sortCells(views, sorting, sweep.axes).map(({ cell }) => cell.index);

test('numbers sort as numbers, choices by their place in the grid', () => {
  expect(order({ key: { by: 'axis', field: 'timeSteps' }, descending: false })).toEqual([2, 3, 4, 5, 0, 1]);
  expect(order({ key: { by: 'axis', field: 'thresholdScope' }, descending: true })).toEqual([
    1, 3, 5, 0, 2, 4,
  ]);
});

test('cells without a result come last either way, in the order of the grid', () => {
  expect(order({ key: { by: 'quantity', id: 'score' }, descending: true })).toEqual([4, 5, 2, 3, 0, 1]);
  expect(order({ key: { by: 'quantity', id: 'score' }, descending: false })).toEqual([2, 3, 4, 5, 0, 1]);
});

test('failures come before what waits', () => {
  expect(order({ key: { by: 'status' }, descending: false })).toEqual([0, 2, 3, 4, 5, 1]);
});
