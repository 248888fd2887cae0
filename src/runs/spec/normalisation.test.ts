import { describe, expect, test } from 'vitest';
import { normalisationOf } from './normalisation.ts';
import { parseSpec, presetSpec, SpecError } from './spec.ts';

/** Returns the problems of a spec, or none. */
function problemsOf(change: object): readonly string[] {
  try {
    parseSpec({ ...presetSpec('first-look@3'), ...change });
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    throw error;
  }
}

const colour = { dataset: 'shapes', network: '32x32x3-c4s2-10', start: 'scratch', trainCount: 500 };

describe('normalisation', () => {
  test('is by figures that a person gives, or those of a known set', () => {
    expect(normalisationOf('0.5:0.25,-1:2')).toEqual({ mean: [0.5, -1], deviation: [0.25, 2] });
    expect(normalisationOf('-0:1')).toEqual({ mean: [0], deviation: [1] });
    expect(normalisationOf('imagenet')).toEqual({
      mean: [0.485, 0.456, 0.406],
      deviation: [0.229, 0.224, 0.225],
    });
    for (const value of ['none', 'measured'] as const) expect(normalisationOf(value)).toBe(value);
  });

  test('takes what fits the data set and the task', () => {
    expect(problemsOf({ normalisation: '0.13:0.31' })).toEqual([]);
    expect(problemsOf({ normalisation: 'measured' })).toEqual([]);
    expect(problemsOf({ ...colour, normalisation: 'cifar10' })).toEqual([]);
  });

  test.each([
    [
      { normalisation: 'cifar10' },
      'normalisation has figures of 3 channels, and the inputs have 1 (got cifar10)',
    ],
    [
      { ...colour, normalisation: '0.1:1' },
      'normalisation has figures of 1 channels, and the inputs have 3 (got 0.1:1)',
    ],
    [{ normalisation: '0.13:0' }, 'normalisation must have deviations above 0 (got 0.13:0)'],
    [
      { normalisation: '0.13' },
      'normalisation must be one of none, measured, cifar10, imagenet, or mean:deviation',
    ],
    [{ normalisation: '1e9:1' }, 'normalisation must be one of none'],
    [{ ...presetSpec('autoencoder@2'), normalisation: 'measured' }, 'use none'],
    [{ inputCoding: 'poisson', method: 'rate', normalisation: 'measured' }, 'or constant input'],
    [{ ...presetSpec('autoencoder@2'), augmentation: 'crop' }, 'does not move with the image'],
  ])('refuses %o', (change, words) => {
    expect(problemsOf(change).join('\n')).toContain(words);
  });
});
