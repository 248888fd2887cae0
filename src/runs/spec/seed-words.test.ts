import { expect, test } from 'vitest';
import { seedsVaryWords, seedVariesWords } from './seed-words.ts';
import { presetSpec, type RunSpec } from './spec.ts';

const base = presetSpec('first-look@2');

test.each<[string, Partial<RunSpec>, string]>([
  ['from a checkpoint', {}, 'the order of the training examples alone'],
  ['from scratch', { start: 'scratch' }, 'the initial weights and the order of the training examples'],
  [
    'from scratch without pre-training, untuned',
    { start: 'scratch', pretrainEpochs: 0, maxStageEpochs: 0 },
    'the initial weights alone',
  ],
  ['a conversion that trains nothing', { method: 'rate' }, 'nothing'],
  ['a conversion without fine-tuning', { maxStageEpochs: 0 }, 'nothing'],
  ['random spikes', { method: 'rate', inputCoding: 'poisson' }, 'the spikes of the pixels alone'],
  [
    'drawn images',
    { seedVaries: 'images' },
    'the order of the training examples and which examples train and calibrate',
  ],
  [
    'everything',
    { seedVaries: 'images', start: 'scratch', inputCoding: 'poisson' },
    'the initial weights, the order of the training examples, which examples train and calibrate and the spikes of the pixels',
  ],
])('%s', (_, change, words) => expect(seedVariesWords({ ...base, ...change })).toBe(words));

test('of runs that differ in it, each once', () => {
  expect(seedsVaryWords([base, { ...base, method: 'rate' }, base])).toBe(
    'the order of the training examples alone, or nothing',
  );
});
