/** Draws the same numbers on every machine, for the weights of small models. */
import { createRandom } from '../../../engine/work/random.ts';

const random = createRandom(5, 'small models');

/** Returns so many numbers from −1 to 1. */
export function someNumbers(length: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, () => 2 * random.next() - 1);
}

/** Returns so many numbers from ½ to 1½. */
export function somePositive(length: number): Float32Array<ArrayBuffer> {
  return someNumbers(length).map((value) => 1 + value / 2);
}
