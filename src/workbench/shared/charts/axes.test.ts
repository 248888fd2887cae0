import { describe, expect, it } from 'vitest';
import { accuracyAxis, lossAxis } from './axes.ts';

describe('the error axis', () => {
  it('shows a deep dip and the last tenths of a percent', () => {
    const axis = accuracyAxis('error', [0.3, 0.987, 0.993], 1000);
    const words = axis.ticks.map((tick) => tick.words.replace('\u00a0%', ''));
    expect(words).toContain('50');
    expect(words).toContain('99');
    expect(axis.domain[0]).toBeLessThan(axis.place(0.3));
    expect(axis.domain[1]).toBeGreaterThan(axis.place(0.993));
  });

  it('does not blow up a flat curve', () => {
    const axis = accuracyAxis('error', [0.985, 0.986], 1000);
    expect(axis.domain[0]).toBeLessThanOrEqual(axis.place(0.95));
  });

  it('holds a perfect score and none', () => {
    const axis = accuracyAxis('error', [0, 1], 1000);
    expect(axis.domain.every(Number.isFinite)).toBe(true);
    expect(axis.place(1)).toBeLessThanOrEqual(axis.domain[1]);
  });
});

describe('the plain axis', () => {
  it('has round ticks that hold the curve', () => {
    const axis = accuracyAxis('linear', [0.713, 0.986], 1000);
    expect(axis.ticks.map((tick) => tick.words.replace('\u00a0%', ''))).toEqual([
      '70',
      '75',
      '80',
      '85',
      '90',
      '95',
      '100',
    ]);
    expect(axis.domain[0]).toBeLessThanOrEqual(0.713);
  });

  it('has something to show before any value', () => {
    expect(accuracyAxis('linear', [], 1000).ticks.length).toBeGreaterThan(2);
  });
});

describe('the loss axis', () => {
  it('goes from 0 to a round value that holds the highest', () => {
    expect(lossAxis(0.0873)).toEqual({ domain: [0, 0.1], ticks: [0, 0.05, 0.1] });
    expect(lossAxis(2)).toEqual({ domain: [0, 2], ticks: [0, 0.5, 1, 1.5, 2] });
  });

  it('holds any loss with two to five steps', () => {
    for (const highest of [1e-7, 0.003, 0.31, 0.999, 1, 1.0001, 7, 123, 9.9e8]) {
      const { domain, ticks } = lossAxis(highest);
      expect(domain[1]).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
  });

  it('is there before any loss', () => {
    expect(lossAxis(0).domain).toEqual([0, 1]);
  });
});
