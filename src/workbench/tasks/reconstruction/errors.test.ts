import { describe, expect, it } from 'vitest';
import { errorMap, errorTop } from './errors.ts';

describe('the error of an output', () => {
  it('has a map with a value per pixel, whichever way it errs', () => {
    const map = errorMap([0.25, 1, 0.5], [0.5, 0.25, 0.5], 1);
    expect([...map]).toEqual([0.25, 0.75, 0]);
  });

  it('has the mean over the channels of a pixel', () => {
    const map = errorMap([0, 0, 0.75, 1, 1, 1], [0, 0, 0, 1, 1, 0.25], 3);
    expect([...map]).toEqual([0.25, 0.25]);
  });
});

describe('the scale of error maps', () => {
  it('ends at the next tenth, for all maps together', () => {
    expect(errorTop([0.01, 0.31], [0.22])).toBe(0.4);
    expect(errorTop(Float32Array.of(0.4))).toBe(0.4);
    expect(errorTop([1])).toBe(1);
  });

  it('is never empty', () => {
    expect(errorTop()).toBe(0.1);
    expect(errorTop([0, 0])).toBe(0.1);
    expect(errorTop([0.02])).toBe(0.1);
  });

  it('goes past 1 where values do', () => expect(errorTop([1.25])).toBe(1.3));
});
