import { describe, expect, it } from 'vitest';
import { correlationSentence, idealCount, jitter, staircase, strays } from './counts.ts';

describe('the ideal count', () => {
  it('rounds down from V₀ = 0 and to the nearest from ϑ/2, equality firing', () => {
    expect(idealCount(0.99, 0.5, 8, 'zero')).toBe(1);
    expect(idealCount(1, 0.5, 8, 'zero')).toBe(2);
    expect(idealCount(0.75, 0.5, 8, 'half')).toBe(2);
  });

  it('stays within the window and survives dead channels', () => {
    expect(idealCount(99, 0.5, 8, 'zero')).toBe(8);
    expect(idealCount(-1, 0.5, 8, 'zero')).toBe(0);
    expect(idealCount(1, 0, 8, 'zero')).toBe(0);
  });

  it('rises at the corners of the staircase', () => {
    expect(staircase(0.5, 3, 'zero')).toEqual([0.5, 1, 1.5]);
    expect(staircase(0.5, 3, 'half')).toEqual([0.25, 0.75, 1.25]);
  });
});

describe('the cloud around the staircase', () => {
  it('counts neurons off it on either side', () => {
    const diagnostics = {
      activations: Float32Array.of(0.6, 1.2, 1.2, 0),
      counts: Float32Array.of(1, 1, 3, 0),
    };
    expect(strays(diagnostics, 0.5, 8, 'zero')).toEqual({ fewer: 0.25, more: 0.25 });
  });

  it('fans out within half a count, the same way each time', () => {
    for (let i = 0; i < 500; i += 1) expect(Math.abs(jitter(i))).toBeLessThanOrEqual(0.5);
    expect(jitter(7)).toBe(jitter(7));
  });

  it('has a sentence for every correlation, also where nothing fired', () => {
    const sentences = [0.999, 0.985, 0.95, 0.85, 0.3, Number.NaN].map(correlationSentence);
    expect(new Set(sentences).size).toBe(6);
  });
});
