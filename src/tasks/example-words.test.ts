/** Examples are called by the noun of their task. */
import { expect, test } from 'vitest';
import { classification } from './classification.ts';
import { exampleNoun, namedFor, withArticle } from './example-words.ts';
import { separation } from './separation.ts';

test('examples are images unless a task says otherwise', () => {
  expect(exampleNoun(classification).many).toBe('images');
  expect(exampleNoun(separation)).toEqual({ one: 'mixture', many: 'mixtures' });
});

test('a text takes the noun of the task, with its article and its capital', () => {
  const text = 'Images of the set; an image, the image and 3 images. An image per step.';
  expect(namedFor(classification, text)).toBe(text);
  const neutral = 'Examples of the set; an example, the example and 3 examples. An example per step.';
  expect(namedFor(classification, neutral)).toBe(text);
  expect(namedFor(separation, neutral)).toBe(namedFor(separation, text));
  expect(namedFor(separation, text)).toBe(
    'Mixtures of the set; a mixture, the mixture and 3 mixtures. A mixture per step.',
  );
  expect(namedFor(separation, 'imagery and imagenet')).toBe('imagery and imagenet');
});

test('a noun has its article', () => {
  expect([withArticle('image'), withArticle('mixture')]).toEqual(['an image', 'a mixture']);
});
