/** Tests the axis: a layer's activations with their percentiles, or plain numbers. */
import { describe, expect, it } from 'vitest';
import { histogramOf } from '../../engine/diagnosis/diagnostics.ts';
import {
  type LayerSpread,
  marksOf,
  nearestBound,
  onScale,
  percentileOf,
  scaleOf,
  shareBelow,
} from './scale.ts';

/** 1,000 activations: 500 zeros, then 0.006 to 3 evenly. */
const values = Float32Array.from({ length: 1000 }, (_, i) => Math.max(0, (i - 499) * 0.006));
const layer: LayerSpread = {
  name: 'conv1',
  spread: {
    histogram: histogramOf(values, 3.0001),
    percentiles: { p99: 2.94, p999: 2.994, max: 3 },
  },
};

describe('the axis of a layer', () => {
  const scale = scaleOf(layer);

  it('reaches a little beyond the layer’s activations, on both sides', () => {
    expect(scale.high).toBeGreaterThan(3);
    expect(scale.high).toBeLessThan(3.5);
    expect(scale.low).toBeLessThan(0);
    expect(scale.bounds.at(-1)).toBe(3);
    expect([...scale.bounds].sort((a, b) => a - b)).toEqual(scale.bounds);
  });

  it('knows the percentile of a bound and the share below an activation', () => {
    expect(percentileOf(scale, 2.94)).toBe(99);
    expect(percentileOf(scale, 2.994)).toBe(99.9);
    expect(percentileOf(scale, 3)).toBe(100);
    expect(shareBelow(scale, 1.5)).toBeCloseTo(0.75, 1);
    expect(shareBelow(scale, -1)).toBeNull();
  });

  it('names percentiles that lie above 0', () => {
    expect(marksOf(scale).map(({ text }) => text)).toEqual(['max', 'p99.9', 'p99', 'p90']);
  });

  it('keeps an activation on the slider’s values', () => {
    expect(onScale(scale, 1.23456)).toBe(1.24);
    expect(onScale(scale, 99)).toBe(scale.high);
    expect(onScale(scale, -99)).toBe(scale.low);
  });
});

describe('plain numbers', () => {
  it('stand in where no layer has been measured, or none was ever active', () => {
    const silent = { ...layer, spread: { ...layer.spread, percentiles: { p99: 0, p999: 0, max: 0 } } };
    for (const scale of [scaleOf(null), scaleOf(silent)]) {
      expect(scale.layer).toBeNull();
      expect(percentileOf(scale, 1)).toBeNull();
      expect(marksOf(scale)).toEqual([]);
      expect(scale.bounds[nearestBound(scale, 1.01)]).toBe(1);
    }
  });
});
