import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostCompared } from '../../store/compared.ts';
import { dashesOf, spread } from './overlay-lines.ts';

describe('lines of compared runs', () => {
  it('have dashes of their own, as many as can be compared', () => {
    const numbers = Array.from({ length: mostCompared }, (_, i) => i + 2);
    expect(new Set(numbers.map(dashesOf)).size).toBe(mostCompared);
    expect(dashesOf(1)).toBe('none');
  });

  it('have no even dashes, which are the ANN’s', () => {
    for (let number = 1; number <= mostCompared + 1; number++) {
      const strokes = dashesOf(number)
        .split(' ')
        .filter((_, i) => i % 2 === 0);
      if (dashesOf(number) !== 'none') expect(new Set(strokes).size).toBeGreaterThan(1);
    }
  });
});

describe('labels at the ends of lines', () => {
  const size = { x: 10, y: 14 };

  it('stay where they have room', () => {
    const anchors = [
      { x: 50, y: 20 },
      { x: 50, y: 40 },
      { x: 90, y: 21 },
    ];
    expect(spread(anchors, size, 0, 100)).toEqual(anchors);
  });

  it('move apart where they would stand on one another, in the order of their lines', () => {
    const [a, b] = spread(
      [
        { x: 50, y: 32 },
        { x: 52, y: 30 },
      ],
      size,
      0,
      100,
    );
    expect(b).toEqual({ x: 52, y: 30 });
    expect(a).toEqual({ x: 50, y: 44 });
  });

  it('never touch while there is room for all, and stay within bounds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.integer({ min: 0, max: 30 }), y: fc.integer({ min: 0, max: 200 }) }), {
          maxLength: mostCompared,
        }),
        (anchors) => {
          const placed = spread(anchors, size, 0, 200);
          placed.forEach((one, i) => {
            expect(one.x).toBe(anchors[i]!.x);
            expect(one.y).toBeGreaterThanOrEqual(0);
            expect(one.y).toBeLessThanOrEqual(200);
            for (const other of placed.slice(i + 1))
              expect(Math.abs(other.x - one.x) >= size.x || Math.abs(other.y - one.y) >= size.y).toBe(true);
          });
        },
      ),
    );
  });
});
