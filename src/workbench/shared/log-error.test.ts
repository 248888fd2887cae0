import { describe, expect, it } from 'vitest';
import { gridPlaces, place } from './log-error.ts';

describe('the log-error axis', () => {
  it('gives equal factors of the error equal distances', () => {
    expect(place(0, 300)).toBeCloseTo(0);
    expect(place(0.99, 1000) - place(0.9, 1000)).toBeCloseTo(place(0.9, 1000) - place(0, 1000));
  });

  it('ends where the images resolve no more', () => {
    expect(place(1, 300)).toBeCloseTo(-Math.log10(0.5 / 300));
    expect(place(1, 10000)).toBeGreaterThan(place(0.9999, 10000));
  });

  it('draws no two grid lines closer than asked', () => {
    const grid = gridPlaces(0, 2.5, 0.28);
    grid.slice(1).forEach((line, i) => {
      expect(line.place - grid[i]!.place).toBeGreaterThanOrEqual(0.28);
    });
    expect(grid.map((line) => line.share)).toContain(0.99);
    expect(grid.map((line) => line.share)).toContain(0);
  });
});
