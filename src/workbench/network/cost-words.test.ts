import { expect, test } from 'vitest';
import { costWords, wholeCostWords } from './cost-words.ts';

test.each([
  [1_418_000_000, null, 'about 1.4 G'],
  [187_260_000, null, 'about 190 M'],
  [2.4e13, null, 'about 24 T'],
  [980, null, 'about 980'],
  [1e9, 3.4, 'about 3 s'],
  [1e12, 200, 'about 3 min'],
])('%d multiply-accumulates in %s seconds are %s', (macs, seconds, words) => {
  expect(costWords({ macs, seconds }).replaceAll('\u00a0', ' ')).toBe(words);
});

test('a sum has its unit', () => {
  expect(wholeCostWords({ macs: 2e6, seconds: null }).replaceAll('\u00a0', ' ')).toBe('about 2 M MACs');
  expect(wholeCostWords({ macs: 2e6, seconds: 1 }).replaceAll('\u00a0', ' ')).toBe('about 1 s');
});
