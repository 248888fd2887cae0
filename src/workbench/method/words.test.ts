/** What the page says of a method's curve must be true of what is measured. */
import { expect, test } from 'vitest';
import { curveWords } from './words.ts';

test('a curve of a network that does not spike yet says so', () => {
  expect(curveWords('validation', 'clip-floor-shift')).toBe('validation of the analog staircase');
  for (const method of ['ptl', 'tandem', 'surrogate'])
    expect(curveWords('validation', method)).toBe('validation');
});
