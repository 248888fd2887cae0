import { expect, test } from 'vitest';
import { pretrainingFields } from '../fields/pretraining.ts';
import { fieldNames } from '../fields.ts';
import type { FieldName } from '../settings.ts';
import { presetSpec } from '../spec.ts';
import { methods } from './registry.ts';
import { changesRun, effectKey, unusedWords } from './unused-settings.ts';

const ptl = presetSpec('first-look@2');
const rate = { ...ptl, method: 'rate' as const };

test('what a method does not use is said by name; pre-training says nothing where there is none', () => {
  expect(unusedWords('patience', rate)).toBe('patience is not used by rate');
  expect(unusedWords('surrogateWidth', ptl)).toBe('surrogateWidth is not used by ptl');
  expect(unusedWords('pretrainEpochs', ptl)).toBe('pretrainEpochs is not used with start checkpoint');
  expect(unusedWords('pretrainEpochs', { ...ptl, start: 'scratch' })).toBeNull();
  expect(unusedWords('patience', ptl)).toBeNull();
  expect(unusedWords('groups', rate)).toBe('groups is not used by rate');
  for (const spec of [ptl, { ...rate, start: 'scratch' as const }])
    expect(unusedWords('groups', spec)).toBeNull();
});

test('every setting of pre-training is used from scratch, by every method, and with no checkpoint', () => {
  for (const name of Object.keys(pretrainingFields) as FieldName[])
    for (const method of methods.recipes.map(({ id }) => id)) {
      expect(unusedWords(name, { method, start: 'scratch' })).toBeNull();
      expect(unusedWords(name, { method, start: 'checkpoint' })).toBe(
        `${name} is not used with start checkpoint`,
      );
    }
});

test('two runs have one key when they differ in nothing but what changes neither', () => {
  for (const spec of [ptl, rate, { ...ptl, start: 'scratch' as const }])
    for (const name of fieldNames.filter((field) => field !== 'method' && field !== 'start'))
      expect([name, effectKey(spec) === effectKey({ ...spec, [name]: 'something else' })]).toEqual([
        name,
        // Workers and their cache are used, and change no result.
        !changesRun(name, spec) || name === 'workers' || name === 'cacheMegabytes',
      ]);
  expect(effectKey(ptl)).not.toBe(effectKey({ ...ptl, preset: 'first-look@1' }));
});

test('a percentile has no use where bounds are found by least squares', () => {
  const fitted = { ...ptl, thresholdRule: 'leastSquares' } as const;
  expect(unusedWords('percentile', fitted)).toBe('percentile is not used with thresholdRule leastSquares');
  // Clip–floor–shift has no such rule.
  expect(unusedWords('percentile', { ...fitted, method: 'clip-floor-shift' })).toBeNull();
  expect(effectKey({ ...fitted, percentile: 90 })).toBe(effectKey(fitted));
});
