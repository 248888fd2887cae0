import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circlesPath, linearScale, linePath, nearest, plotBox } from './frame.ts';

describe('the plot', () => {
  it('leaves room for names, numbers and, where they are shown, losses', () => {
    const size = { width: 600, height: 240 };
    expect(plotBox(size, false, 52)).toEqual({ left: 52, right: 592, top: 24, bottom: 218, ...size });
    expect(plotBox(size, true, 52).right).toBe(550);
  });

  it('is never turned inside out', () => {
    const { left, right, top, bottom } = plotBox({ width: 0, height: 0 }, true, 52);
    expect(right).toBeGreaterThan(left);
    expect(bottom).toBeGreaterThan(top);
  });
});

describe('a scale', () => {
  it('takes ends to ends, upside down too', () => {
    const y = linearScale([0, 2], [220, 20]);
    expect([0, 1, 2].map(y)).toEqual([220, 120, 20]);
  });

  it('is finite where the values have no span', () => {
    expect(linearScale([3, 3], [0, 100])(3)).toBe(0);
  });
});

describe('paths', () => {
  it('go through every point in turn', () => {
    expect(
      linePath([
        { x: 0, y: 10 },
        { x: 5.25, y: 3.3333 },
      ]),
    ).toBe('M0 10L5.3 3.3');
    expect(linePath([])).toBe('');
  });

  it('close a circle around every point', () => {
    expect(circlesPath([{ x: 10, y: 20 }], 3)).toBe('M7 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z');
  });
});

describe('the nearest epoch', () => {
  it('is none among none', () => {
    expect(nearest([], 1)).toBe(-1);
  });

  it('is the one that a look at all of them finds', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: -10, max: 410 }),
        (values, place) => {
          const places = values.toSorted((a, b) => a - b).map((x) => ({ x }));
          const found = places[nearest(places, place)]!;
          const distance = Math.min(...places.map(({ x }) => Math.abs(x - place)));
          expect(Math.abs(found.x - place)).toBe(distance);
        },
      ),
    );
  });
});
