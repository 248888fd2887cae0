/**
 * Computes batch norm on the statistics of each group of a batch, with or without ReLU behind it,
 * forward and backward, in a few passes each.
 */
import { float32, type OutputInfo, registerPlainKernel } from '../../plain-kernel.ts';
import { type GroupAttributes, rowsOfGroups } from './groups.ts';
import { treeAdditions } from './tree.ts';

export const batchNormName = 'SpikewiseBatchNorm';
export const batchNormGradName = 'SpikewiseBatchNormGrad';

export interface BatchNormAttributes extends GroupAttributes {
  readonly epsilon: number;
  readonly activation: 'relu' | 'linear';
}

/** Returns the lower bound of the output; the gradient passes only where the output is above it. */
export function floorOf({ activation }: BatchNormAttributes): number {
  return activation === 'relu' ? 0 : Number.NEGATIVE_INFINITY;
}

/**
 * Registers the forward and the backward kernel. Forward inputs: `x` `[…, C]`, whose rows are those
 * of one group after the other, `gamma`, `beta` `[C]`. Forward outputs: `y` `[…, C]` after the
 * activation, `mean` and biased `variance` `[groups, C]`. Backward inputs: `dy`, `x`, `y` `[…, C]`,
 * `gamma`, `beta` `[C]`, `mean`, `variance` `[groups, C]`. Backward outputs: `dx`, `dgamma`,
 * `dbeta`, of which the last two are added over the groups as the tree says. Only the sign of `y`
 * counts, and without ReLU not even that: it may be any tensor of that shape. Sums of a group run
 * in double precision, in order.
 */
export function registerBatchNorm(): void {
  registerPlainKernel<BatchNormAttributes>({
    name: batchNormName,
    outputs: forwardOutputs,
    run: ({ x, gamma, beta }, outputs, attributes) => {
      const [y, mean, variance] = outputs.map(({ values }) => values);
      const group = { gamma: gamma!.values, beta: beta!.values, attributes };
      const channels = gamma!.values.length;
      eachGroup(x!.values, channels, attributes, (of, g) => {
        const own = (values: Float32Array) => values.subarray(g * channels, (g + 1) * channels);
        normaliseGroup(of(x!.values), of(y!), own(mean!), own(variance!), group);
      });
    },
  });
  registerPlainKernel<BatchNormAttributes>({
    name: batchNormGradName,
    outputs: backwardOutputs,
    run: ({ dy, x, y, gamma, mean, variance }, outputs, attributes) => {
      const [dx, dgamma, dbeta] = outputs.map(({ values }) => values);
      const channels = gamma!.values.length;
      const slopes = attributes.sizes.map(() => new Float32Array(2 * channels));
      eachGroup(x!.values, channels, attributes, (of, g) => {
        const own = ({ values }: { values: Float32Array }) =>
          values.subarray(g * channels, (g + 1) * channels);
        const group = { gamma: gamma!.values, mean: own(mean!), variance: own(variance!), attributes };
        gradientOfGroup(of(dy!.values), of(x!.values), of(y!.values), of(dx!), slopes[g]!, group);
      });
      for (const { into, from } of treeAdditions(slopes.length))
        for (let i = 0; i < 2 * channels; i++) slopes[into]![i]! += slopes[from]![i]!;
      dgamma!.set(slopes[0]!.subarray(0, channels));
      dbeta!.set(slopes[0]!.subarray(channels));
    },
  });
}

type Shapes = Record<string, { readonly shape: readonly number[] }>;

export function forwardOutputs({ x, gamma }: Shapes, { sizes }: BatchNormAttributes): OutputInfo[] {
  const statistics = float32([sizes.length, ...gamma!.shape]);
  return [float32(x!.shape), statistics, statistics];
}

export function backwardOutputs({ x, gamma }: Shapes): OutputInfo[] {
  return [float32(x!.shape), float32(gamma!.shape), float32(gamma!.shape)];
}

/** Calls `visit` for each group with a function that cuts its rows out of values `[…, C]`. */
function eachGroup(
  { length }: Float32Array,
  channels: number,
  { sizes }: BatchNormAttributes,
  visit: (of: (values: Float32Array) => Float32Array, group: number) => void,
): void {
  let first = 0;
  for (const [g, rows] of rowsOfGroups(sizes, length / channels).entries()) {
    const [start, end] = [first * channels, (first + rows) * channels];
    visit((values) => values.subarray(start, end), g);
    first += rows;
  }
}

function normaliseGroup(
  input: Float32Array,
  y: Float32Array,
  mean: Float32Array,
  variance: Float32Array,
  { gamma, beta, attributes }: { gamma: Float32Array; beta: Float32Array; attributes: BatchNormAttributes },
): void {
  const { epsilon } = attributes;
  const floor = floorOf(attributes);
  const channels = gamma.length;
  const rows = input.length / channels;
  // Sums of differences from the first row: one pass, and no cancellation where the mean is large.
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
    mean[c] = origin[c]! + offset;
    variance[c] = spread;
    scale[c] = gamma[c]! / Math.sqrt(spread + epsilon);
    shift[c] = beta[c]! - (origin[c]! + offset) * scale[c]!;
  }
  for (let i = 0; i < input.length; i += channels)
    for (let c = 0; c < channels; c++) {
      const value = input[i + c]! * scale[c]! + shift[c]!;
      y[i + c] = Math.max(value, floor);
    }
}

/** Writes dx of a group, and its dgamma and dbeta, one behind the other, to `slopes`. */
function gradientOfGroup(
  up: Float32Array,
  input: Float32Array,
  out: Float32Array,
  dx: Float32Array,
  slopes: Float32Array,
  {
    gamma,
    mean,
    variance,
    attributes,
  }: { gamma: Float32Array; mean: Float32Array; variance: Float32Array; attributes: BatchNormAttributes },
): void {
  const floor = floorOf(attributes);
  const channels = gamma.length;
  const rows = input.length / channels;
  const inverse = Float64Array.from(variance, (value) => 1 / Math.sqrt(value + attributes.epsilon));
  const sumDy = new Float64Array(channels);
  const sumDyX = new Float64Array(channels);
  for (let i = 0; i < input.length; i += channels)
    for (let c = 0; c < channels; c++)
      if (out[i + c]! > floor) {
        const g = up[i + c]!;
        sumDy[c]! += g;
        sumDyX[c]! += g * (input[i + c]! - mean[c]!);
      }
  const slope = new Float64Array(channels);
  const offset = new Float64Array(channels);
  const tilt = new Float64Array(channels);
  for (let c = 0; c < channels; c++) {
    slopes[c] = sumDyX[c]! * inverse[c]!;
    slopes[channels + c] = sumDy[c]!;
    slope[c] = gamma[c]! * inverse[c]!;
    offset[c] = sumDy[c]! / rows;
    tilt[c] = (sumDyX[c]! * inverse[c]! * inverse[c]!) / rows;
  }
  for (let i = 0; i < input.length; i += channels)
    for (let c = 0; c < channels; c++) {
      const g = out[i + c]! > floor ? up[i + c]! : 0;
      dx[i + c] = slope[c]! * (g - offset[c]! - (input[i + c]! - mean[c]!) * tilt[c]!);
    }
}
