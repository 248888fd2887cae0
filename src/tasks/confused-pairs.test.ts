import { expect, test } from 'vitest';
import { confusedPairs } from './confused-pairs.ts';

test('the most confused pairs come first, and no class is confused with itself', () => {
  const matrix = [
    [9, 2, 0],
    [5, 1, 2],
    [0, 0, 8],
  ];
  const pairs = confusedPairs(matrix);
  expect(pairs).toEqual([
    { label: 1, answer: 0, count: 5 },
    { label: 0, answer: 1, count: 2 },
    { label: 1, answer: 2, count: 2 },
  ]);
  expect(confusedPairs(matrix, 1)).toEqual(pairs.slice(0, 1));
});
