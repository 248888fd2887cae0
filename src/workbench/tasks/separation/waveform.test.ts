import { describe, expect, test } from 'vitest';
import { envelopeOf } from './waveform.ts';

const pairs = (samples: number[], columns: number) => {
  const { low, high } = envelopeOf(Float32Array.from(samples), columns);
  return [...low].map((value, c) => [value, high[c]]);
};

describe('the ranges of a waveform', () => {
  test('hold every sample, and touch', () => {
    expect(pairs([0, 1, -1, 2, 3, -2], 3)).toEqual([
      [-1, 1],
      [-1, 3],
      [-2, 3],
    ]);
    const long = Array.from({ length: 1001 }, (_, i) => Math.sin(i));
    for (const columns of [1, 7, 300, 1001]) {
      const found = pairs(long, columns);
      expect(Math.max(...found.map(([, high]) => high!))).toBe(Math.fround(Math.max(...long)));
      expect(Math.min(...found.map(([low]) => low!))).toBe(Math.fround(Math.min(...long)));
      found.slice(1).forEach(([low, high], c) => {
        expect(low!).toBeLessThanOrEqual(found[c]![1]!);
        expect(high!).toBeGreaterThanOrEqual(found[c]![0]!);
      });
    }
  });

  test('repeat samples where there are fewer of them than columns', () => {
    expect(pairs([1, 2], 4)).toEqual([
      [1, 1],
      [1, 2],
      [2, 2],
      [2, 2],
    ]);
    expect(pairs([], 2)).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});
