import { describe, expect, it } from 'vitest';
import { compact, figure, percent, points, range, smallPercent, threshold } from './format.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('numbers as the inspectors write them', () => {
  it('gives accuracies the digits that their images carry', () => {
    expect(plain(percent(0.9894, 1000))).toBe('98.9 %');
    expect(plain(percent(0.9894, 10000))).toBe('98.94 %');
  });

  it('tells a small share from none', () => {
    expect(plain(smallPercent(0))).toBe('0 %');
    expect(plain(smallPercent(0.00012))).toBe('0.012 %');
    expect(plain(smallPercent(1e-7))).toBe('< 0.001 %');
    expect(plain(smallPercent(0.0034))).toBe('0.34 %');
    expect(plain(smallPercent(0.34))).toBe('34.0 %');
  });

  it('signs differences', () => {
    expect(plain(points(-0.267))).toBe('−26.7 points');
    expect(plain(points(0.012))).toBe('+1.2 points');
    expect(plain(points(-0.0001))).toBe('±0.0 points');
  });

  it('writes about three significant digits', () => {
    expect(['0', '0.012', '0.26', '2.10', '34.2', '342', '−1.50']).toEqual(
      [0, 0.0123, 0.263, 2.1, 34.21, 342.1, -1.5].map(figure),
    );
    expect(threshold(0.2634)).toBe('0.263');
  });

  it('shortens operation counts with a prefix', () => {
    expect([7, 0.4, 850, 12345, 4.563e6, 2e9].map((n) => plain(compact(n)))).toEqual([
      '7',
      '0.4',
      '850',
      '12.3 k',
      '4.56 M',
      '2.00 G',
    ]);
  });

  it('writes per-channel values as a range without dead channels', () => {
    expect(plain(range([1.2, 0, 2.4]))).toBe('1.20 … 2.40');
    expect(range([1.5])).toBe('1.50');
    expect(range([0])).toBe('–');
  });
});
