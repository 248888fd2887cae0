import { describe, expect, it } from 'vitest';
import { barsOf, logHeight, logTicks, shareAbove } from './histogram.ts';

const histogram = { start: 0, width: 0.5, counts: [8, 4, 0, 2, 2], zeros: 84, total: 100 };

describe('the activation histogram', () => {
  it('drops empty bars and merges what does not fit', () => {
    expect(barsOf(histogram, 10)).toHaveLength(4);
    expect(barsOf(histogram, 3)).toEqual([
      { from: 0, to: 1, count: 12 },
      { from: 1, to: 2, count: 2 },
      { from: 2, to: 2.5, count: 2 },
    ]);
  });

  it('shows a single count above the ground line and the highest at the top', () => {
    expect(logHeight(0, 1000)).toBe(0);
    expect(logHeight(1, 1000)).toBeGreaterThan(0.05);
    expect(logHeight(1000, 1000)).toBe(1);
    expect(logHeight(1, 1)).toBeLessThanOrEqual(1);
  });

  it('ticks at powers of ten', () => expect(logTicks(2500)).toEqual([1, 10, 100, 1000]));

  it('counts zeros in the whole and cuts a bin in proportion', () => {
    expect(shareAbove(histogram, 2)).toBeCloseTo(0.02);
    expect(shareAbove(histogram, 1.75)).toBeCloseTo(0.03);
    expect(shareAbove(histogram, 9)).toBe(0);
    expect(shareAbove({ ...histogram, total: 0 }, 1)).toBe(0);
  });
});
