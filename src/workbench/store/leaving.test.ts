import { expect, test } from 'vitest';
import { newLive } from '../../runs/records/live.ts';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { wouldLose } from './leaving.ts';
import { initialState } from './state.ts';

const runs = [{ id: 'a' }, { id: 'b' }] as unknown as readonly RunSummary[];

test('leaving is asked about only while something would be lost', () => {
  expect(wouldLose(initialState)).toBe(false);
  expect(wouldLose({ ...initialState, runs })).toBe(false);
  expect(wouldLose({ ...initialState, live: newLive(3) })).toBe(true);
  expect(wouldLose({ ...initialState, sweepUnderWay: { ended: 1, cells: 4 } })).toBe(true);
});

test('a run that only this page holds would be lost, unless it was deleted', () => {
  expect(wouldLose({ ...initialState, runs, onlyHere: new Set(['b']) })).toBe(true);
  expect(wouldLose({ ...initialState, runs, onlyHere: new Set(['deleted']) })).toBe(false);
});
