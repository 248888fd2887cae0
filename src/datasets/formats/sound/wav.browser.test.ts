/** Tests that the reader works with the build of its library that a browser gets. */
import { expect, test } from 'vitest';
import { readWav } from './wav.ts';
import { writeWav } from './write-wav.ts';

test('a browser reads what it writes', () => {
  const samples = Float32Array.of(0, 0.25, -1, 1.5);
  expect(readWav('a.wav', writeWav({ rate: 8000, samples }))).toEqual({ rate: 8000, channels: 1, samples });
});
