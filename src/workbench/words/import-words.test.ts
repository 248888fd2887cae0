import { expect, test } from 'vitest';
import { importWords } from './import-words.ts';

test('an import is told with what it left alone', () => {
  const nothing = {
    ...{ runs: 0, sweeps: 0, cells: 0, same: 0, conflicts: [], refused: [] },
    ...{ network: null, runId: null },
  };
  expect(importWords(nothing)).toBe('0 runs added.');
  expect(importWords({ ...nothing, runs: 1, sweeps: 1, cells: 4, same: 2 })).toBe(
    '1 run, 1 sweep, 4 cells added. 2 were there already.',
  );
  expect(importWords({ ...nothing, conflicts: ['the run “a”'], refused: ['line 3: it is damaged'] })).toBe(
    '0 runs added. 1 is stored otherwise and stays as stored: the run “a”. 1 cannot be read and was left out: line 3: it is damaged.',
  );
});

test('an import says what became of the network that the run started from', () => {
  const run = { runs: 1, sweeps: 0, cells: 0, same: 0, conflicts: [], refused: [], runId: 'a' };
  const words = (kept: boolean) => importWords({ ...run, network: { title: 'net.onnx', kept } });
  expect(words(true)).toBe('1 run added. Its network net.onnx is kept in “Your data”.');
  expect(words(false)).toContain('for this visit only');
});
