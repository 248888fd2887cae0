/** Checks that the page's words for a method's curve are true of what is measured. */
import { expect, test } from 'vitest';
import type { RunSpec } from '../../runs/spec/spec.ts';
import { curveWords, inputsBeside, inputWords } from './method-words.ts';

test('a curve of a network that does not spike yet says so', () => {
  expect(curveWords('validation', 'clip-floor-shift')).toBe('validation of the analog staircase');
  for (const method of ['ptl', 'tandem', 'surrogate'])
    expect(curveWords('validation', method)).toBe('validation');
});

test('the input is what was set, or the method’s own', () => {
  expect(inputWords({ method: 'ptl', inputCoding: 'auto' })).toBe('image whole at step 1');
  expect(inputWords({ method: 'rate', inputCoding: 'auto' })).toBe('image as constant current');
  expect(inputWords({ method: 'rate', inputCoding: 'firstStep' })).toBe('image whole at step 1');
  expect(inputWords({ method: 'rate', inputCoding: 'poisson' })).toBe('image as Poisson spikes');
});

test('inputs stand side by side only where they differ', () => {
  const of = (method: string, inputCoding: RunSpec['inputCoding'] = 'auto') => ({ method, inputCoding });
  expect(inputsBeside([of('rate'), of('tandem'), of('rate')])).toBeNull();
  expect(inputsBeside([of('ptl'), of('rate', 'firstStep')])).toBeNull();
  expect(inputsBeside([of('rate'), of('ptl'), of('rate'), of('tandem')])).toBe(
    'image as constant current: rate, tandem · image whole at step 1: ptl',
  );
});
