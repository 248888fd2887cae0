import { expect, test } from 'vitest';
import { peakOf, withPeak } from './level.ts';
import { siSdr } from './si-sdr.ts';

const sound = Float32Array.from({ length: 50 }, (_, i) => 3 * Math.sin(i * i) - 0.1);

test('a sound gets the peak, and keeps its SI-SDR', () => {
  const target = Float32Array.from(sound, (value, i) => value + 0.3 * Math.cos(7 * i));
  const quiet = withPeak(sound, 0.25);
  expect(peakOf(quiet)).toBeCloseTo(0.25, 6);
  const [before, after] = [siSdr(sound, target), siSdr(quiet, target)];
  if (before.kind !== 'ratio' || after.kind !== 'ratio') throw new Error('there is a ratio');
  expect(after.decibels).toBeCloseTo(before.decibels, 4);
});

test('silence stays silence, and a silent mixture silences', () => {
  expect(withPeak(new Float32Array(3), 0.5)).toEqual(new Float32Array(3));
  expect(peakOf(withPeak(sound, 0))).toBe(0);
});
