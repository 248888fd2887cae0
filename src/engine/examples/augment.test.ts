import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImageShape } from '../../networks/shape.ts';
import { createRandom } from '../work/random.ts';
import { augmentImages } from './augment.ts';

/** An image whose values tell where they came from: 1, 2, 3 … row by row. */
const counted = ([height, width, channels]: ImageShape) =>
  Float32Array.from({ length: height * width * channels }, (_, i) => i + 1);

/** Returns the changed images of some draws. */
function draws(changes: Parameters<typeof augmentImages>[0], shape: ImageShape, count: number) {
  const { apply, seed } = augmentImages(changes, 7);
  return Array.from({ length: count }, (_, i) => {
    const image = counted(shape);
    apply(image, shape, createRandom(seed, `draw ${i}`));
    return image;
  });
}

const at = (image: Float32Array, [, width, channels]: ImageShape, y: number, x: number) => [
  ...image.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
];

describe('the augmentation of images', () => {
  test('is one of all shifts of at most the padding, all of which occur, zeros beside', () => {
    const shape: ImageShape = [5, 4, 2];
    const seen = new Set<string>();
    for (const image of draws({ padding: 2, flip: false }, shape, 1000)) {
      const whole = counted(shape);
      const fits: string[] = [];
      for (let down = -2; down <= 2; down++)
        for (let right = -2; right <= 2; right++) {
          const moved = new Float32Array(whole.length);
          for (let y = 0; y < 5; y++)
            for (let x = 0; x < 4; x++) {
              const inside = y - down >= 0 && y - down < 5 && x - right >= 0 && x - right < 4;
              if (inside) moved.set(at(whole, shape, y - down, x - right), (y * 4 + x) * 2);
            }
          if (moved.every((value, i) => value === image[i])) fits.push(`${down} ${right}`);
        }
      expect(fits).toHaveLength(1);
      seen.add(fits[0]!);
    }
    expect(seen.size).toBe(25);
  });

  test('mirrors about every other image, channels in their order', () => {
    const shape: ImageShape = [2, 3, 2];
    const mirrored = [5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8];
    const images = draws({ padding: 0, flip: true }, shape, 1000).map((image) => image.join());
    const count = images.filter((image) => image === mirrored.join()).length;
    expect(images.filter((image) => image === counted(shape).join()).length).toBe(1000 - count);
    expect(Math.abs(count - 500)).toBeLessThan(80);
  });

  test('is the same for the same draw, whatever the shape', () => {
    fc.assert(
      fc.property(
        fc.tuple(
          fc.integer({ min: 1, max: 9 }),
          fc.integer({ min: 1, max: 9 }),
          fc.integer({ min: 1, max: 3 }),
        ),
        fc.integer({ min: 0, max: 10 }),
        (shape, padding) => {
          const once = draws({ padding, flip: true }, shape, 5);
          expect(draws({ padding, flip: true }, shape, 5)).toEqual(once);
          // Nothing is made up: every value was there before, or is a zero.
          const values = new Set(counted(shape));
          for (const image of once)
            for (const value of image) expect(value === 0 || values.has(value)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
