/** Measures mean and deviation of the channels of a data set's training images. */
import type { ChannelScaling } from '../engine/examples/scaling.ts';
import type { Dataset } from './dataset.ts';

/** Most training images that are measured, the first ones of the set. */
export const measuredExamples = 5000;

/** Figures are rounded to this many parts of one, so that a person can give the same ones. */
const parts = 1e5;

/**
 * Returns mean and standard deviation of each channel over the first `count` training images, as
 * numbers after the data set's own scaling, rounded to five places. A channel that never changes
 * has the deviation 1.
 */
export function measureChannels(
  { train, inputShape, scaling }: Pick<Dataset, 'train' | 'inputShape' | 'scaling'>,
  count: number,
): ChannelScaling {
  const [height, width, channels] = inputShape;
  const each = Math.min(count, train.count) * height * width;
  const mean: number[] = [];
  const deviation: number[] = [];
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    for (let i = 0; i < each; i++) sum += train.inputs[i * channels + c]!;
    const middle = sum / each;
    let squares = 0;
    for (let i = 0; i < each; i++) squares += (train.inputs[i * channels + c]! - middle) ** 2;
    mean.push(rounded(middle / scaling.divisor));
    deviation.push(rounded(Math.sqrt(squares / each) / scaling.divisor) || 1);
  }
  return { mean, deviation };
}

function rounded(value: number): number {
  // Adding 0 makes −0 a plain 0.
  return Math.round(value * parts) / parts + 0;
}
