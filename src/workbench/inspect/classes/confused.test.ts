import { expect, test } from 'vitest';
import { listWords, pairsOf, pairsWith } from './confused.ts';

const confusion = [
  [8, 2, 0],
  [1, 9, 0],
  [0, 3, 7],
];

test('pairs come from the matrix, or are those that were kept', () => {
  const pairs = pairsOf({ confusion })!;
  expect(pairs.map(({ count }) => count)).toEqual([3, 2, 1]);
  expect(pairsWith(pairs, 2)).toEqual([{ label: 2, answer: 1, count: 3 }]);
  expect(pairsWith(pairs, null)).toBe(pairs);
  const kept = [{ label: 150, answer: 7, count: 4 }];
  expect(pairsOf({ confusedPairs: kept })).toBe(kept);
  expect(pairsOf({})).toBeNull();
});

test('the words say what is left out', () => {
  expect(listWords({ confusion }, 3, null)).toBe('Every pair of classes that was confused.');
  expect(listWords({ confusion }, 0, 'owl')).toBe('No two classes were confused with owl.');
  const kept = new Array(500).fill({ label: 0, answer: 1, count: 1 });
  const words = listWords({ confusedPairs: kept }, 500, null);
  expect(words).toContain('The 20 most often confused of 500 pairs');
  expect(words).toContain('no whole matrix, and at most 500 pairs');
});
