import { expect, test } from 'vitest';
import { soundingShare, soundWords, strongestFrequency } from './describe.ts';
import { spectrogramOf } from './spectrogram.ts';

const rate = 8000;
const tone = Float32Array.from({ length: rate }, (_, i) =>
  i < rate / 4 ? Math.sin((2 * Math.PI * 500 * i) / rate) : 0,
);

test('a sound is told by its length, its pauses and its pitch', () => {
  const found = spectrogramOf(tone, 200);
  expect(strongestFrequency(found, rate)).toBe(500);
  expect(soundingShare(found)).toBeCloseTo(0.25, 1);
  expect(soundWords(found, rate, 1)).toMatch(/^1\.0 s, 2[5-8] % of it sounding, strongest at 500 Hz\.$/);
});

test('silence is told as such', () => {
  const silence = spectrogramOf(new Float32Array(1000), 20);
  expect(soundingShare(silence)).toBe(0);
  expect(soundWords(silence, rate, 0.125)).toBe('0.1 s of silence.');
});
