import { describe, expect, it } from 'vitest';
import { placeLabels, roundTicks, thinning } from './axis.ts';

describe('roundTicks', () => {
  it('steps by 1, 2 or 5 times a power of ten', () => {
    expect(roundTicks(0, 3.42, 4)).toEqual([0, 1, 2, 3]);
    expect(roundTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(roundTicks(-0.3, 0.3, 3)).toEqual([-0.2, 0, 0.2]);
  });

  it('survives an empty range', () => {
    expect(roundTicks(2, 2, 5)).toEqual([2]);
  });
});

describe('thinning', () => {
  it('keeps every mark while they fit', () => expect(thinning(9, 6)).toBe(1));
  it('doubles until they fit', () => expect(thinning(1.4, 6)).toBe(8));
  it('draws none where there is no spacing', () => expect(thinning(0, 6)).toBe(Number.POSITIVE_INFINITY));
});

describe('placeLabels', () => {
  it('keeps labels inside and raises those that would overlap', () => {
    const places = placeLabels([5, 20, 95], [40, 40, 40], 0, 100);
    expect(places).toEqual([
      { left: 0, row: 0 },
      { left: 0, row: 1 },
      { left: 60, row: 0 },
    ]);
  });
});
