/** Every refusal of a microphone is said in words that tell what to do. */
import { expect, test } from 'vitest';
import { refusalWords } from './microphone-words.ts';

test.each([
  ['NotAllowedError', /not allowed.*Allow it/],
  ['NotFoundError', /No microphone was found.*Connect one/],
  ['NotReadableError', /another program.*Close that program/],
  ['TypeError', /\(odd\).*Record again/],
])('%s', (name, words) => {
  expect(refusalWords({ name, message: 'odd' })).toMatch(words);
});

test('an error without a message is told by its name', () => {
  expect(refusalWords({ name: 'OddError', message: '' })).toContain('(OddError)');
});
