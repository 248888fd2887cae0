import { expect, test } from 'vitest';
import { flatnessOf, warmUp } from './flat.ts';

const warm = Array.from({ length: warmUp - 1 }, (_, i) => i);

test('growth counts from the end of the warming up to the largest, even where it falls again', () => {
  expect(flatnessOf([...warm, 100, 120, 90])).toEqual({
    first: 100,
    most: 120,
    last: 90,
    growth: expect.closeTo(0.2),
  });
  expect(flatnessOf([...warm, 100, 90])).toMatchObject({ most: 100, growth: 0 });
});

test('too few readings are not judged', () => {
  expect(flatnessOf([...warm, 100])).toBeNull();
});
