import { expect, test } from 'vitest';
import { testLine } from './print-event.ts';

test('a test under way says how much is done, of how many, and how long it still takes', () => {
  expect(testLine({ images: 4_770, all: 11_000 }, 95.2)).toBe(
    'testing  43 % of 11,000 examples  about 1 min 35 s left',
  );
});
