/** Augmentations of images: a crop at a random place, and a mirror image. */
import type { ImageShape } from '../../networks/shape.ts';
import type { Random } from '../work/random.ts';
import type { Augmentation } from './example-set.ts';

/** The parts of an augmentation; at least one of them is on. */
export interface ImageChanges {
  /**
   * Zeros that are added on every side before an image is cut to its size at a random place; 0
   * leaves it where it is. A zero is the mean of its channel where inputs are normalised.
   */
  readonly padding: number;
  /** Whether every other image is mirrored, left to right. */
  readonly flip: boolean;
}

/** Returns the augmentation of images that makes these changes, drawn by the seed. */
export function augmentImages({ padding, flip }: ImageChanges, seed: number): Augmentation {
  return {
    seed,
    apply: (input, shape, random) => {
      const down = padding ? shift(padding, random) : 0;
      const right = padding ? shift(padding, random) : 0;
      move(input, shape, down, right, flip && random.next() < 0.5);
    },
  };
}

/** Returns a whole number from −padding to padding, each as likely. */
function shift(padding: number, random: Random): number {
  return Math.floor(random.next() * (2 * padding + 1)) - padding;
}

/** Moves an image, zeros coming in from outside, and then mirrors it if asked, in place. */
function move(
  input: Float32Array,
  [height, width, channels]: ImageShape,
  down: number,
  right: number,
  mirrored: boolean,
): void {
  if (down === 0 && right === 0 && !mirrored) return;
  const stored = input.slice();
  input.fill(0);
  for (let y = 0; y < height; y++) {
    const fromY = y - down;
    if (fromY < 0 || fromY >= height) continue;
    for (let x = 0; x < width; x++) {
      const fromX = (mirrored ? width - 1 - x : x) - right;
      if (fromX < 0 || fromX >= width) continue;
      const from = (fromY * width + fromX) * channels;
      input.set(stored.subarray(from, from + channels), (y * width + x) * channels);
    }
  }
}
