import { expect, test } from 'vitest';
import { type SortValue, sortedBy } from './sorted.ts';

const order = (values: readonly SortValue[], descending: boolean) =>
  sortedBy(
    values.map((value, i) => ({ value, i })),
    ({ value }) => value,
    descending,
  ).map(({ i }) => i);

test('numbers sort as numbers, words as words', () => {
  expect(order([16, 2, 8], false)).toEqual([1, 2, 0]);
  expect(order([16, 2, 8], true)).toEqual([0, 2, 1]);
  expect(order(['tandem', 'PTL', 'rate'], false)).toEqual([1, 2, 0]);
});

test('rows without a value come last either way, equal ones as they came', () => {
  expect(order([null, 1, null, 1, 0], false)).toEqual([4, 1, 3, 0, 2]);
  expect(order([null, 1, null, 1, 0], true)).toEqual([1, 3, 4, 0, 2]);
});
