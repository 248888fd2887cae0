/**
 * Converts between the order of numbers in Spikewise, channels last, and in NIR, ONNX and PyTorch,
 * channels first. Each function makes a copy in the new order.
 */
import { type ImageShape, type Pair, sizeOf } from '../networks/shape.ts';

/** Returns a shape with its channels first: `[h, w, c]` as `[c, h, w]`, others as they are. */
export function channelsFirst(shape: readonly number[]): number[] {
  if (shape.length !== 3) return [...shape];
  const [height, width, channels] = shape as ImageShape;
  return [channels, height, width];
}

/**
 * Returns, for each position of an image whose channels are first, its place in Spikewise's order.
 * For other shapes both are the same.
 */
export function placesOf(shape: readonly number[]): Int32Array {
  const places = new Int32Array(sizeOf(shape));
  if (shape.length !== 3) return places.map((_, i) => i);
  const [height, width, channels] = shape as ImageShape;
  for (let c = 0, to = 0; c < channels; c++)
    for (let at = 0; at < height * width; at++) places[to++] = at * channels + c;
  return places;
}

/** The sizes of a kernel and the channels on its two sides. */
export interface KernelSize {
  readonly kernel: Pair;
  readonly inputs: number;
  readonly outputs: number;
}

/** Returns a kernel `[h, w, in, out]` as `[out, in, h, w]`. */
export function filtersFirst(weight: Float32Array, { kernel, inputs, outputs }: KernelSize): Float32Array {
  const area = sizeOf(kernel);
  const turned = new Float32Array(weight.length);
  for (let at = 0, from = 0; at < area; at++)
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < outputs; o++) turned[(o * inputs + i) * area + at] = weight[from++]!;
  return turned;
}

/** Returns a kernel `[out, in, h, w]` as `[h, w, in, out]`. */
export function filtersLast(
  weight: ArrayLike<number>,
  { kernel, inputs, outputs }: KernelSize,
): Float64Array {
  const area = sizeOf(kernel);
  const turned = new Float64Array(weight.length);
  for (let at = 0, to = 0; at < area; at++)
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < outputs; o++) turned[to++] = weight[(o * inputs + i) * area + at]!;
  return turned;
}

/**
 * Returns a dense weight `[in, out]` as `[out, in]`. `flattened` is the shape of the image that its
 * inputs come from, if they do.
 */
export function outputsFirst(
  weight: Float32Array,
  outputs: number,
  flattened: readonly number[] | null,
): Float32Array {
  const inputs = weight.length / outputs;
  const places = placesOf(flattened ?? [inputs]);
  const turned = new Float32Array(weight.length);
  for (let o = 0, to = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++) turned[to++] = weight[places[i]! * outputs + o]!;
  return turned;
}

/** Returns a dense weight `[out, in]` as `[in, out]`; the other way of {@link outputsFirst}. */
export function outputsLast(
  weight: ArrayLike<number>,
  outputs: number,
  flattened: readonly number[] | null,
): Float64Array {
  const inputs = weight.length / outputs;
  const places = placesOf(flattened ?? [inputs]);
  const turned = new Float64Array(weight.length);
  for (let o = 0, from = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++) turned[places[i]! * outputs + o] = weight[from++]!;
  return turned;
}
