/**
 * Runs a described network in double precision, node by node and as plainly as can be. What was
 * made of the network is compared with this.
 */
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { ExchangeError } from '../error.ts';
import type {
  ConvolutionOperation,
  ModelDescription,
  ModelNode,
  ModelShape,
  Operation,
  PoolOperation,
} from './description.ts';
import { explicitPadding, once, shapeAfter } from './shapes.ts';

interface Value {
  /** Row-major, channels last. */
  readonly values: Float64Array;
  readonly shape: ModelShape;
}

/**
 * Returns the outputs for one input, channels last, by default of the last node. Throws
 * {@link ExchangeError} where a node cannot be computed.
 */
export function referenceOutputs(
  description: ModelDescription,
  input: Float64Array,
  to = description.nodes.length - 1,
): Float64Array {
  const start: Value = { values: input, shape: description.inputShape };
  const made: Value[] = [];
  description.nodes.slice(0, to + 1).forEach((node) => {
    const [from = -1] = node.from;
    made.push(computed(node, from < 0 ? start : made[from]!));
  });
  return (made.at(-1) ?? start).values;
}

/** Returns what the nodes after `output` make of outputs. */
export function finishedOutputs(
  { nodes }: ModelDescription,
  output: number,
  values: Float64Array,
): Float64Array {
  const last: Value = { values, shape: [values.length] };
  return nodes.slice(output + 1).reduce((value, node) => computed(node, value), last).values;
}

function computed({ name, from, operation }: ModelNode, input: Value): Value {
  const shape = from.length === 1 ? shapeAfter(operation, input.shape) : null;
  if (!shape) throw new ExchangeError(`layer “${name}” cannot be computed`);
  return { shape, values: valuesOf(operation, input, shape) };
}

function valuesOf(operation: Operation, { values, shape }: Value, after: ModelShape): Float64Array {
  const channel = (i: number) => i % shape.at(-1)!;
  switch (operation.kind) {
    case 'conv2d':
      return convolved(operation, values, shape as ImageShape, after as ImageShape);
    case 'dense': {
      const { weight, bias, units, inputs } = operation;
      const sums = Float64Array.from({ length: units }, (_, o) => bias?.[o] ?? 0);
      for (let i = 0; i < inputs; i++)
        for (let o = 0; o < units; o++) sums[o]! += values[i]! * weight[i * units + o]!;
      return sums;
    }
    case 'batchNorm': {
      const { gamma, beta, mean, variance, epsilon } = operation;
      return values.map((value, i) => {
        const c = channel(i) % gamma.length;
        return (gamma[c]! * (value - mean[c]!)) / Math.sqrt(variance[c]! + epsilon) + beta[c]!;
      });
    }
    case 'affine': {
      const { scale, shift } = operation;
      return values.map((value, i) => {
        const c = channel(i) % scale.length;
        return value * scale[c]! + shift[c]!;
      });
    }
    case 'maxPool':
    case 'averagePool':
      return pooled(operation, values, shape as ImageShape, after as ImageShape);
    case 'globalAveragePool': {
      const channels = shape[2]!;
      const sums = new Float64Array(channels);
      values.forEach((value, i) => {
        sums[i % channels]! += value / (values.length / channels);
      });
      return sums;
    }
    case 'zeroPad': {
      const [height, width, channels] = shape as ImageShape;
      const wide = new Float64Array(sizeOf(after));
      for (let y = 0; y < height; y++)
        wide.set(
          values.subarray(y * width * channels, (y + 1) * width * channels),
          ((y + operation.padding.before[0]) * after[1]! + operation.padding.before[1]) * channels,
        );
      return wide;
    }
    case 'flatten':
      return operation.order === 'channelsFirst' && shape.length === 3
        ? channelsFirst(values, shape as ImageShape)
        : values;
    case 'relu':
      return values.map((value) => Math.max(0, value));
    case 'sigmoid':
      return values.map((value) => 1 / (1 + Math.exp(-value)));
    case 'softmax': {
      const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
      const powers = values.map((value) => Math.exp(value - most));
      const sum = powers.reduce((a, b) => a + b, 0);
      return powers.map((power) => power / sum);
    }
    case 'nothing':
      return values;
    case 'unsupported':
      throw new ExchangeError(operation.words);
    default:
      return unknownKind(operation);
  }
}

function channelsFirst(values: Float64Array, [height, width, channels]: ImageShape): Float64Array {
  const flat = new Float64Array(values.length);
  let at = 0;
  for (let c = 0; c < channels; c++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) flat[at++] = values[(y * width + x) * channels + c]!;
  return flat;
}

function convolved(
  of: ConvolutionOperation,
  values: Float64Array,
  image: ImageShape,
  [rows, columns, filters]: ImageShape,
): Float64Array {
  const [height, width, channels] = image;
  const { before } = explicitPadding(image, of);
  const { kernel, stride, dilation, weight, bias } = of;
  const sums = new Float64Array(rows * columns * filters);
  for (let oy = 0; oy < rows; oy++)
    for (let ox = 0; ox < columns; ox++) {
      const out = (oy * columns + ox) * filters;
      for (let f = 0; f < filters; f++) sums[out + f] = bias?.[f] ?? 0;
      for (let ky = 0; ky < kernel[0]; ky++) {
        const y = oy * stride[0] - before[0] + ky * dilation[0];
        if (y < 0 || y >= height) continue;
        for (let kx = 0; kx < kernel[1]; kx++) {
          const x = ox * stride[1] - before[1] + kx * dilation[1];
          if (x < 0 || x >= width) continue;
          for (let c = 0; c < channels; c++) {
            const value = values[(y * width + x) * channels + c]!;
            const row = ((ky * kernel[1] + kx) * channels + c) * filters;
            for (let f = 0; f < filters; f++) sums[out + f]! += value * weight[row + f]!;
          }
        }
      }
    }
  return sums;
}

function pooled(
  of: PoolOperation,
  values: Float64Array,
  image: ImageShape,
  [rows, columns, channels]: ImageShape,
): Float64Array {
  const [height, width] = image;
  const { before } = explicitPadding(image, { ...of, kernel: of.window, dilation: once });
  const largest = of.kind === 'maxPool';
  return Float64Array.from({ length: rows * columns * channels }, (_, i) => {
    const c = i % channels;
    const pixel = Math.floor(i / channels);
    const [oy, ox] = [Math.floor(pixel / columns), pixel % columns];
    let [most, sum, seen] = [-Infinity, 0, 0];
    for (let ky = 0; ky < of.window[0]; ky++)
      for (let kx = 0; kx < of.window[1]; kx++) {
        const y = oy * of.stride[0] - before[0] + ky;
        const x = ox * of.stride[1] - before[1] + kx;
        if (y < 0 || y >= height || x < 0 || x >= width) continue;
        const value = values[(y * width + x) * channels + c]!;
        most = Math.max(most, value);
        sum += value;
        seen++;
      }
    return largest ? most : sum / seen;
  });
}
