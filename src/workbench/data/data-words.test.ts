import { expect, test } from 'vitest';
import { usualOptions } from '../../datasets/formats/format.ts';
import { channelName, channelWords, fileWords, progressWords, splitsWords } from './data-words.ts';

test('splits and channels in words', () => {
  expect(splitsWords({ train: 45_000, validation: 5000, test: 10_000 })).toBe(
    '45,000 training, 5,000 validation and 10,000 test examples',
  );
  expect([0, 2].map((c) => channelName(c, 3))).toEqual(['red', 'blue']);
  expect([channelName(0, 1), channelName(4, 12)]).toEqual(['grey', '5']);
  expect(channelWords({ least: 0, most: 0.5, mean: 0.25 })).toBe('0 … 0.50, mean 0.25');
});

test('progress in words', () => {
  expect(progressWords(null)).toBe('Opening …');
  expect(progressWords({ files: null, bytes: 3_000_000, share: 0.129 })).toBe(
    'Listing files · 3.0\u00a0MB · 12\u00a0%',
  );
  expect(progressWords({ files: 1, bytes: 900, share: 1 })).toBe('1 file · 1\u00a0kB · 100\u00a0%');
});

test('a wanted file is named with all that makes the same set of it', () => {
  const file = { name: 'birds.zip', bytes: 9120, options: usualOptions };
  expect(fileWords(file)).toBe('birds.zip (9,120 bytes)');
  const options = { ...usualOptions, size: [32, 24], fit: 'stretch', colour: 'grey', splitSeed: 7 } as const;
  expect(fileWords({ ...file, options })).toBe(
    'birds.zip (9,120 bytes), brought to 32×24 by stretching, in grey, split by the seed 7',
  );
});
