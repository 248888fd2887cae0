/** Puts the stride of a pooling into the convolution before it. */
import type { Pair } from '../../networks/shape.ts';
import type { Convolution } from './built-layer.ts';

/**
 * Returns the convolution with its stride multiplied, its zeros behind the image cut so that it
 * gives `size`; null where no padding gives that size.
 */
export function strided(of: Convolution, by: Pair, size: Pair): Convolution | null {
  const stride: Pair = [of.stride[0] * by[0], of.stride[1] * by[1]];
  const behind = ([0, 1] as const).map((axis) => {
    const extent = (of.kernel[axis] - 1) * of.dilation[axis] + 1;
    const wanted = (size[axis] - 1) * stride[axis] + extent - of.inputShape[axis] - of.padding.before[axis];
    const most = wanted + stride[axis] - 1;
    // Any number from `wanted` to `most` gives the size; what the file has is the first choice.
    const zeros = Math.max(0, wanted, Math.min(of.padding.after[axis], most));
    return zeros <= most && zeros < extent ? zeros : null;
  });
  const [rows, columns] = behind;
  if (rows === null || rows === undefined || columns === null || columns === undefined) return null;
  const outputShape = [size[0], size[1], of.outputShape[2]] as const;
  return { ...of, stride, outputShape, padding: { before: of.padding.before, after: [rows, columns] } };
}
