/** Shapes of images and signals. Images are `[height, width, channels]`, channels innermost. */

export type ImageShape = readonly [height: number, width: number, channels: number];
export type Pair = readonly [vertical: number, horizontal: number];

/** Returns the number of entries of a tensor of this shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
