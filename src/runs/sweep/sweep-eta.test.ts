import { expect, test } from 'vitest';
import { sweepEta } from './sweep-eta.ts';

test('nothing is known before a cell has ended or says what is left of it', () => {
  expect(sweepEta({ parallel: 2, waiting: 3, running: [{ elapsed: 5, left: null }], ended: [] })).toBeNull();
  expect(sweepEta({ parallel: 2, waiting: 0, running: [], ended: [] })).toBe(0);
});

test('cells to come last as long as those known, each taken up by whoever is free first', () => {
  expect(sweepEta({ parallel: 1, waiting: 3, running: [], ended: [10, 20] })).toBe(45);
  expect(sweepEta({ parallel: 2, waiting: 3, running: [], ended: [10] })).toBe(20);
  // 8 s are left of one, 4 of another that says nothing and began 6 s ago; two more of 10.
  const running = [
    { elapsed: 2, left: 8 },
    { elapsed: 6, left: null },
  ];
  expect(sweepEta({ parallel: 2, waiting: 2, running, ended: [10] })).toBe(18);
});

test('a cell that lasts longer than the others is taken to end at any moment', () => {
  expect(sweepEta({ parallel: 1, waiting: 0, running: [{ elapsed: 50, left: null }], ended: [10] })).toBe(0);
});
