import { expect, test } from 'vitest';
import { cellsOf } from '../../runs/sweep/plan.ts';
import type { CellResult } from '../../runs/sweep/sweep.ts';
import { mainButton } from './plan-words.ts';
import { failed, finished, sweepOf } from './testing/sweep.ts';

const cells = cellsOf(sweepOf([{ field: 'timeSteps', values: [1, 2, 4] }]));
const idle = { cells, results: new Map<string, CellResult>(), underWay: null, elsewhere: false };
const kept = (...results: CellResult[]) => new Map(results.map((result) => [result.key, result]));

test('the main button says what it will do', () => {
  const [one, two, three] = cells;
  expect(mainButton(idle)).toEqual({ action: 'start', words: 'Run 3 cells' });
  expect(mainButton({ ...idle, cells: [] }).action).toBe('none');
  expect(mainButton({ ...idle, results: kept(finished(one!)) }).words).toBe('Go on: 2 of 3 left');
  expect(mainButton({ ...idle, results: kept(finished(one!), failed(two!, 'no')) }).words).toBe(
    'Go on: 2 of 3 left',
  );
  const ended = kept(finished(one!), failed(two!, 'no'), finished(three!));
  expect(mainButton({ ...idle, results: ended })).toEqual({
    action: 'start',
    words: 'Run the failed cell again',
  });
  const done = kept(...cells.map((cell) => finished(cell)));
  expect(mainButton({ ...idle, results: done }).action).toBe('none');
});

test('a sweep under way is steered, one in another tab is left alone', () => {
  const underWay = { paused: false, cancelling: false };
  expect(mainButton({ ...idle, underWay }).action).toBe('pause');
  expect(mainButton({ ...idle, underWay: { ...underWay, paused: true } }).action).toBe('resume');
  expect(mainButton({ ...idle, underWay: { ...underWay, cancelling: true } }).action).toBe('none');
  expect(mainButton({ ...idle, elsewhere: true })).toEqual({ action: 'none', words: 'Runs in another tab' });
});
