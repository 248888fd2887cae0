import { expect, test } from 'vitest';
import { classification } from '../../tasks/classification.ts';
import { reconstruction } from '../../tasks/reconstruction.ts';
import { leadMetric } from '../../tasks/task.ts';
import { methodWords } from '../words/method-words.ts';
import { capital, scoreWords } from './score-words.ts';

const share = leadMetric(classification);
const squared = leadMetric(reconstruction);
const words = (text: string) => text.replaceAll('\u00a0', ' ');

test('a percentage stands alone, another figure with its name', () => {
  expect(words(scoreWords(share, 0.98421, 10_000))).toBe('98.42 %');
  expect(words(scoreWords(squared, 0.007551))).toBe('MSE 0.00755');
  expect(capital(squared.label)).toBe('Mean squared error');
});

test('conversion makes a score worse, whichever way that is', () => {
  const { before, live } = methodWords('ptl');
  expect(before(share)).toMatch(/the accuracy falls, then tuning wins it back\.$/);
  expect(before(squared)).toMatch(/the mean squared error rises, then tuning brings it down again\.$/);
  expect([share, squared].map(live)).toEqual(['Convert live', 'Convert live']);
  expect(methodWords('rate').live(squared)).toBe('Mean squared error over the window');
});
