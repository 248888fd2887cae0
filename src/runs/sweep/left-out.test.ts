import { expect, test } from 'vitest';
import { leftOutLines, leftOutWords } from './left-out.ts';

test('those that break one rule stand in one line; a single one keeps its value', () => {
  const window = (ns: number) => ({
    key: `method=ptl,ns=${ns}`,
    reason: `timeSteps: made for short windows; use at most 64 (got ${ns})`,
  });
  const other = { key: 'method=rate,ns=8', reason: 'leak: no leak here; use 1 (got 0.5)' };
  expect(leftOutLines([window(128), other, window(256), window(512), window(1024)])).toEqual([
    'method=ptl,ns=128; method=ptl,ns=256 and 2 more: timeSteps: made for short windows; use at most 64',
    'method=rate,ns=8: leak: no leak here; use 1 (got 0.5)',
  ]);
  expect(leftOutLines([])).toEqual([]);
  expect(leftOutWords([other])).toBe('one combination cannot run and is left out');
  expect(leftOutWords([window(1), other])).toMatch(/^2 combinations/);
});
