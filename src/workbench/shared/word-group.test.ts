import { expect, it } from 'vitest';
import { nextIndex } from './word-group.tsx';

it.each([
  ['ArrowRight', 0, 1],
  ['ArrowDown', 3, 3],
  ['ArrowLeft', 2, 1],
  ['ArrowUp', 0, 0],
  ['Home', 3, 0],
  ['End', 1, 3],
  ['Tab', 1, null],
])('%s leads from word %i of 4 to %s', (key, from, to) => {
  expect(nextIndex(key, from, 4)).toBe(to);
});
