import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateWords } from './date-words.ts';

test('a time is written as its language has it', () => {
  expect(dateWords('2026-01-02T15:04:05Z', 'en-GB')).toMatch(/^2 Jan 2026, \d\d:04$/);
});

test('any text at all is written without a throw', () => {
  expect(dateWords('soon')).toBe('at an unknown time');
  expect(dateWords('')).toBe('at an unknown time');
  fc.assert(fc.property(fc.oneof(fc.string(), fc.date().map(String)), (text) => dateWords(text).length > 0));
});
