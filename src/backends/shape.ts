import { util } from '@tensorflow/tfjs-core';

/** Returns the number of entries of a tensor of this shape. */
export function sizeOf(shape: readonly number[]): number {
  return util.sizeFromShape(shape as number[]);
}
