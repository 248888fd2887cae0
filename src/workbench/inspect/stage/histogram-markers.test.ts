import { describe, expect, it } from 'vitest';
import { histogramMarkers } from './histogram-markers.ts';

const percentiles = { p99: 1.37, p999: 2.1, max: 3.42 };
const texts = (upperBound: number[]) =>
  histogramMarkers({ percentiles, upperBound }).map((marker) => marker.text);

describe('the marks above a histogram', () => {
  it('merge the bound with the percentile that it is', () => {
    expect(texts([2.1])).toEqual(['p99 1.37', 'bound = p99.9 2.10', 'max 3.42']);
  });

  it('show a bound of its own, as after tuning, from left to right', () => {
    expect(texts([1.8])).toEqual(['p99 1.37', 'bound 1.80', 'p99.9 2.10', 'max 3.42']);
  });

  it('show the range of the channels’ bounds without dead ones', () => {
    expect(texts([0.9, 0, 2.8])).toEqual([
      'lowest bound 0.90',
      'p99 1.37',
      'p99.9 2.10',
      'highest bound 2.80',
      'max 3.42',
    ]);
  });

  it('show where least squares would put the bound, unless it is there', () => {
    const marks = (fitted: number) =>
      histogramMarkers({ percentiles, upperBound: [2.1] }, fitted).map(({ text }) => text);
    expect(marks(1.8)).toEqual(['p99 1.37', 'least squares 1.80', 'bound = p99.9 2.10', 'max 3.42']);
    expect(marks(2.1)).toEqual(texts([2.1]));
  });

  it('show percentiles alone where everything is dead', () => {
    expect(texts([0])).toEqual(['p99 1.37', 'p99.9 2.10', 'max 3.42']);
  });
});
