/** Tests what the keys of a player do. */
import { expect, test } from 'vitest';
import { moveOf } from './use-player.ts';

test.each([
  ['ArrowRight', 3, 4],
  ['ArrowRight', 8, 8],
  ['ArrowLeft', 3, 2],
  ['ArrowLeft', 0, 0],
  ['Home', 5, 0],
  ['End', 5, 8],
  ['Enter', 5, null],
])('%s at step %i leads to %s', (key, step, to) => {
  expect(moveOf(key, { step, first: 0, last: 8 })).toBe(to);
});
