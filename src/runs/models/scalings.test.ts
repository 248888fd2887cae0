/** Tests the scalings of inputs that are tried, and those that a person can name. */
import { expect, test } from 'vitest';
import { checkField } from '../spec/spec.ts';
import { scalingNamed, usualScalings } from './scalings.ts';

test.each([1, 3, 4])('the usual scalings of %i channels are values of the setting', (channels) => {
  const usual = usualScalings(channels);
  expect(usual[0]).toEqual({ name: '0-1', setting: 'none' });
  expect(new Set(usual.map(({ name }) => name)).size).toBe(usual.length);
  for (const { name, setting } of usual) {
    expect(checkField('normalisation', setting)).toBeNull();
    expect(scalingNamed(name, channels)).toEqual({ name, setting });
  }
  expect(usual.some(({ name }) => name === 'imagenet')).toBe(channels === 3);
});

test('mean and deviation of each channel can be named, and nothing else', () => {
  expect(scalingNamed('0.5:0.25', 1)).toEqual({ name: '0.5:0.25', setting: '0.5:0.25' });
  for (const text of ['0.5:0.25,0.5:0.25', '0.5:0', '0.5', 'measured', 'x', ''])
    expect(scalingNamed(text, 1)).toBeNull();
});
