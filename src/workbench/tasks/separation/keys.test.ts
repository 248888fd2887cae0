import { expect, test } from 'vitest';
import { type Pressed, soundKey } from './keys.ts';

const plain: Pressed = { key: ' ', ctrlKey: false, metaKey: false, altKey: false, tag: 'DIV', type: '' };
const asked = (change: Partial<Pressed>) => soundKey({ ...plain, ...change });

test('space plays, unless the focus is on what space presses', () => {
  expect(asked({})).toBe('toggle');
  expect(asked({ tag: 'INPUT', type: 'range' })).toBe('toggle');
  expect(asked({ tag: 'BUTTON' })).toBeNull();
  expect(asked({ tag: 'INPUT', type: 'checkbox' })).toBeNull();
});

test('A and B switch, except where one types or asks the browser', () => {
  expect(asked({ key: 'a' })).toBe('a');
  expect(asked({ key: 'B', tag: 'BUTTON' })).toBe('b');
  expect(asked({ key: 'a', tag: 'INPUT', type: 'number' })).toBeNull();
  expect(asked({ key: 'a', ctrlKey: true })).toBeNull();
  expect(asked({ key: 'c' })).toBeNull();
});
