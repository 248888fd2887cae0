import { expect, it } from 'vitest';
import { createRandom } from '../../engine/work/random.ts';
import { intervalOf, marginWords, scoreInterval } from './interval.ts';

it('covers the true share in about 95 of 100 samples', () => {
  const random = createRandom(3, 'interval');
  for (const [share, count] of [
    [0.4, 300],
    [0.97, 300],
    [0.8, 60],
  ] as const) {
    let covered = 0;
    for (let sample = 0; sample < 4000; sample++) {
      let hits = 0;
      for (let i = 0; i < count; i++) if (random.next() < share) hits++;
      const [low, high] = intervalOf(hits / count, count);
      if (low <= share && share <= high) covered++;
    }
    expect(covered / 4000).toBeGreaterThan(0.93);
    expect(covered / 4000).toBeLessThan(0.98);
  }
});

it('stays within 0 and 1, and is not empty at either', () => {
  expect(intervalOf(1, 300)[1]).toBe(1);
  expect(intervalOf(1, 300)[0]).toBeLessThan(0.99);
  expect(intervalOf(0, 300)[0]).toBeCloseTo(0, 12);
});

it('is written in points, and only for shares', () => {
  expect(marginWords({ unit: '%' }, 119 / 300, 300)).toBe('±\u00a05.5');
  expect(marginWords({ unit: '' }, 0.01, 300)).toBe('');
  expect(scoreInterval({ unit: 'dB' }, 9, 300)).toBeNull();
});
