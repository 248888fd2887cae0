/** Changes the weights of a layer without changing what the network computes. Outputs are last. */
import type { ImageShape, Pair } from '../../networks/shape.ts';
import { sizeOf } from '../../networks/shape.ts';
import type { AffineOperation, BatchNormOperation } from './description.ts';

export interface Weights {
  /** Row-major `[…, in, out]`. */
  readonly weight: Float32Array;
  readonly bias: Float64Array;
}

export type Affine = Pick<AffineOperation, 'scale' | 'shift'>;

/** Returns the same map as one of two, `first` being applied first. */
export function composed(first: Affine | null, second: Affine): Affine {
  if (!first) return second;
  const length = Math.max(first.scale.length, second.scale.length);
  const of = (values: Float64Array, i: number) => values[i % values.length]!;
  const entries = Array.from({ length }, (_, i) => i);
  return {
    scale: Float64Array.from(entries, (i) => of(first.scale, i) * of(second.scale, i)),
    shift: Float64Array.from(entries, (i) => of(first.shift, i) * of(second.scale, i) + of(second.shift, i)),
  };
}

/** Returns batch norm as scale and shift. */
export function affineOf({ gamma, beta, mean, variance, epsilon }: BatchNormOperation): Affine {
  const scale = Float64Array.from(gamma, (g, c) => g / Math.sqrt(variance[c]! + epsilon));
  return { scale, shift: scale.map((s, c) => beta[c]! - mean[c]! * s) };
}

/** Returns weights whose outputs are those of `weights` after `affine`. */
export function withOutputs({ weight, bias }: Weights, { scale, shift }: Affine): Weights {
  const outputs = bias.length;
  const entry = (values: Float64Array, o: number) => values[o % values.length]!;
  return {
    weight: weight.map((w, i) => w * entry(scale, i % outputs)),
    bias: bias.map((b, o) => b * entry(scale, o) + entry(shift, o)),
  };
}

/**
 * Returns weights that give for an input what `weights` give for the input after `affine`, where
 * nothing is padded. `inputs` is the number of channels.
 */
export function withInputs({ weight, bias }: Weights, { scale, shift }: Affine, inputs: number): Weights {
  const outputs = bias.length;
  const entry = (values: Float64Array, i: number) =>
    values[(Math.floor(i / outputs) % inputs) % values.length]!;
  const moved = bias.slice();
  weight.forEach((w, i) => {
    moved[i % outputs]! += w * entry(shift, i);
  });
  return { weight: weight.map((w, i) => w * entry(scale, i)), bias: moved };
}

/** Returns for each number of an image, channels last, its place among numbers channels first. */
export function channelsLastOrder([height, width, channels]: ImageShape): Uint32Array {
  const pixels = height * width;
  return Uint32Array.from(
    { length: pixels * channels },
    (_, row) => (row % channels) * pixels + Math.floor(row / channels),
  );
}

/** Returns the weights of a dense layer behind an image that was flattened channels first. */
export function channelsLastRows(weight: Float32Array, shape: ImageShape): Float32Array<ArrayBuffer> {
  const outputs = weight.length / sizeOf(shape);
  const ours = new Float32Array(weight.length);
  channelsLastOrder(shape).forEach((theirs, row) => {
    ours.set(weight.subarray(theirs * outputs, (theirs + 1) * outputs), row * outputs);
  });
  return ours;
}

/** Returns the weights of a dense layer for an image that is flattened channels first. */
export function channelsFirstRows(weight: Float32Array, shape: ImageShape): Float32Array<ArrayBuffer> {
  const outputs = weight.length / sizeOf(shape);
  const theirs = new Float32Array(weight.length);
  channelsLastOrder(shape).forEach((their, row) => {
    theirs.set(weight.subarray(row * outputs, (row + 1) * outputs), their * outputs);
  });
  return theirs;
}

interface Kernel {
  readonly kernel: Pair;
  readonly weight: Float32Array;
}

/** Returns a kernel without dilation, with zeros between its entries. */
export function undilated(kernel: Pair, dilation: Pair, weight: Float32Array): Kernel {
  if (dilation[0] === 1 && dilation[1] === 1) return { kernel, weight };
  const [rows, columns] = kernel;
  const wide: Pair = [(rows - 1) * dilation[0] + 1, (columns - 1) * dilation[1] + 1];
  const each = weight.length / (rows * columns);
  const wider = new Float32Array(wide[0] * wide[1] * each);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      wider.set(
        weight.subarray((y * columns + x) * each, (y * columns + x + 1) * each),
        (y * dilation[0] * wide[1] + x * dilation[1]) * each,
      );
  return { kernel: wide, weight: wider };
}
