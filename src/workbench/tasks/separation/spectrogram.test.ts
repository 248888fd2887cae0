import { expect, test } from 'vitest';
import { frameSamples, loudest, shownDecibels, spectrogramOf, strength } from './spectrogram.ts';

const rate = 8000;
const tone = (hertz: number, amplitude: number, length = 4000) =>
  Float32Array.from({ length }, (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / rate));

test('a tone is a line at its frequency, and its power that of its amplitude', () => {
  for (const [hertz, amplitude] of [
    [1000, 1],
    [2500, 0.1],
  ] as const) {
    const { columns, bins, decibels } = spectrogramOf(tone(hertz, amplitude), 40);
    expect([columns, bins]).toEqual([40, 129]);
    for (let c = 2; c < columns - 2; c++) {
      const column = decibels.subarray(c * bins, (c + 1) * bins);
      const most = column.reduce((at, value, b) => (value > column[at]! ? b : at), 0);
      expect((most * rate) / frameSamples).toBe(hertz);
      expect(column[most]).toBeCloseTo(20 * Math.log10(amplitude), 1);
    }
  }
});

test('a sound that changes does so where it does', () => {
  const length = 4000;
  const late = tone(1000, 1, length).fill(0, 0, length / 2);
  const { columns, bins, decibels } = spectrogramOf(late, 50);
  const at = (c: number) => decibels[c * bins + (1000 * frameSamples) / rate]!;
  expect(at(20)).toBe(Number.NEGATIVE_INFINITY);
  expect(at(30)).toBeCloseTo(0, 1);
  expect(columns).toBe(50);
});

test('short sounds have fewer columns, and silence no power', () => {
  expect(spectrogramOf(new Float32Array(0), 10)).toMatchObject({ columns: 0 });
  expect(spectrogramOf(tone(1000, 1, 20), 10).columns).toBe(3);
  expect(loudest([spectrogramOf(new Float32Array(500), 10)])).toBe(Number.NEGATIVE_INFINITY);
  expect(loudest([spectrogramOf(tone(1000, 0.5), 20), spectrogramOf(tone(500, 1), 20)])).toBeCloseTo(0, 1);
});

test('60 dB are shown below the loudest', () => {
  expect(strength(-10, -10)).toBe(1);
  expect(strength(-10 - shownDecibels / 2, -10)).toBe(0.5);
  expect(strength(-200, -10)).toBe(0);
  expect(strength(Number.NEGATIVE_INFINITY, -10)).toBe(0);
  expect(strength(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(0);
});
