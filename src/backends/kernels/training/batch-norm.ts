/**
 * Computes batch norm on batch statistics, with or without ReLU behind it, forward and backward, in
 * a few passes each.
 */
import { float32, registerPlainKernel } from '../../plain-kernel.ts';

export const batchNormName = 'SpikewiseBatchNorm';
export const batchNormGradName = 'SpikewiseBatchNormGrad';

export interface BatchNormAttributes {
  readonly epsilon: number;
  readonly activation: 'relu' | 'linear';
}

/** Returns the lower bound of the output; the gradient passes only where the output is above it. */
export function floorOf({ activation }: BatchNormAttributes): number {
  return activation === 'relu' ? 0 : Number.NEGATIVE_INFINITY;
}

/**
 * Registers the forward and the backward kernel. Forward inputs: `x` `[…, C]`, `gamma`, `beta`
 * `[C]`. Forward outputs: `y` `[…, C]` after the activation, `mean` and biased `variance` `[C]`.
 * Backward inputs: `dy`, `x`, `y` `[…, C]`, `gamma`, `beta`, `mean`, `variance` `[C]`. Backward
 * outputs: `dx`, `dgamma`, `dbeta`. Only the sign of `y` counts, and without ReLU not even that: it
 * may be any tensor of that shape. Sums run in double precision, in order.
 */
export function registerBatchNorm(): void {
  registerPlainKernel<BatchNormAttributes>({
    name: batchNormName,
    outputs: ({ x, gamma }) => [float32(x!.shape), float32(gamma!.shape), float32(gamma!.shape)],
    run: ({ x, gamma, beta }, outputs, attributes) => {
      const { epsilon } = attributes;
      const floor = floorOf(attributes);
      const [y, mean, variance] = outputs.map(({ values }) => values);
      const channels = gamma!.values.length;
      const input = x!.values;
      const rows = input.length / channels;
      // Sums of differences from the first row: one pass, and no cancellation where the mean is
      // large.
      const origin = input.slice(0, channels);
      const sums = new Float64Array(channels);
      const squares = new Float64Array(channels);
      for (let i = 0; i < input.length; i += channels)
        for (let c = 0; c < channels; c++) {
          const d = input[i + c]! - origin[c]!;
          sums[c]! += d;
          squares[c]! += d * d;
        }
      const scale = new Float64Array(channels);
      const shift = new Float64Array(channels);
      for (let c = 0; c < channels; c++) {
        const offset = sums[c]! / rows;
        const spread = Math.max(0, squares[c]! / rows - offset * offset);
        mean![c] = origin[c]! + offset;
        variance![c] = spread;
        scale[c] = gamma!.values[c]! / Math.sqrt(spread + epsilon);
        shift[c] = beta!.values[c]! - (origin[c]! + offset) * scale[c]!;
      }
      for (let i = 0; i < input.length; i += channels)
        for (let c = 0; c < channels; c++) {
          const value = input[i + c]! * scale[c]! + shift[c]!;
          y![i + c] = Math.max(value, floor);
        }
    },
  });
  registerPlainKernel<BatchNormAttributes>({
    name: batchNormGradName,
    outputs: ({ x, gamma }) => [float32(x!.shape), float32(gamma!.shape), float32(gamma!.shape)],
    run: ({ dy, x, y, gamma, mean, variance }, outputs, attributes) => {
      const { epsilon } = attributes;
      const floor = floorOf(attributes);
      const [dx, dgamma, dbeta] = outputs.map(({ values }) => values);
      const channels = gamma!.values.length;
      const rows = x!.values.length / channels;
      const inverse = new Float64Array(channels);
      for (let c = 0; c < channels; c++) inverse[c] = 1 / Math.sqrt(variance!.values[c]! + epsilon);
      const sumDy = new Float64Array(channels);
      const sumDyX = new Float64Array(channels);
      const up = dy!.values;
      const input = x!.values;
      const out = y!.values;
      const means = mean!.values;
      for (let i = 0; i < input.length; i += channels)
        for (let c = 0; c < channels; c++)
          if (out[i + c]! > floor) {
            const g = up[i + c]!;
            sumDy[c]! += g;
            sumDyX[c]! += g * (input[i + c]! - means[c]!);
          }
      const slope = new Float64Array(channels);
      const offset = new Float64Array(channels);
      const tilt = new Float64Array(channels);
      for (let c = 0; c < channels; c++) {
        dgamma![c] = sumDyX[c]! * inverse[c]!;
        dbeta![c] = sumDy[c]!;
        slope[c] = gamma!.values[c]! * inverse[c]!;
        offset[c] = sumDy[c]! / rows;
        tilt[c] = (sumDyX[c]! * inverse[c]! * inverse[c]!) / rows;
      }
      for (let i = 0; i < input.length; i += channels)
        for (let c = 0; c < channels; c++) {
          const g = out[i + c]! > floor ? up[i + c]! : 0;
          dx![i + c] = slope[c]! * (g - offset[c]! - (input[i + c]! - means[c]!) * tilt[c]!);
        }
    },
  });
}
