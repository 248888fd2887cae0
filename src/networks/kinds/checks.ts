/** Checks that several kinds share. Each throws a NetworkError that names the layer. */
import { NetworkError } from '../network-error.ts';
import type { ImageShape, Pair } from '../shape.ts';

/**
 * The largest number of values of anything in a layer: its input, its output or its weights. The
 * largest dense layer of VGG-16 has 25,088×4,096 weights.
 */
export const maxSize = 1 << 27;

/** The longest side of an image, in pixels. A signal, an image of height 1, may be longer. */
export const maxSide = 4096;

/** The longest signal, in samples or frames: two minutes at 8 kHz. */
export const maxSignal = 1 << 20;

export function checkWhole(name: string, what: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max)
    throw new NetworkError(`${name}: ${what} must be a whole number from ${min} to ${max} (got ${value})`);
}

export function checkImage(name: string, shape: ImageShape): void {
  if (shape.length !== 3) throw new NetworkError(`${name}: an image shape is [height, width, channels]`);
  checkWhole(name, 'height', shape[0], 1, maxSide);
  checkWhole(name, 'width', shape[1], 1, shape[0] === 1 ? maxSignal : maxSide);
  checkWhole(name, 'channels', shape[2], 1, 65536);
}

/** Checks that the shape that arrives is the shape that a record takes. */
export function checkTakes(name: string, wanted: readonly number[], arriving: readonly number[]): void {
  if (wanted.join('×') !== arriving.join('×'))
    throw new NetworkError(`${name}: expects ${wanted.join('×')} but receives ${arriving.join('×')}`);
}

/** Checks the two numbers of a kernel or a stride. */
export function checkWindow(name: string, what: 'kernel' | 'stride', pair: Pair): void {
  for (const value of pair) checkWhole(name, what, value, 1, 99);
}
