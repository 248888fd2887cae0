/**
 * Networks as inert typed records: one small record per primitive, checked where it is made, with
 * an error that names the layer. Building, training and converting are functions over these records
 * elsewhere.
 */
import type { ImageShape, Pair } from './layer.ts';
import { unknownKind } from './unknown-kind.ts';

export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

/**
 * y = W ∗ x + b with zero padding of `padding` pixels on every side. Weight `[kh, kw, in,
 * filters]`.
 */
export interface Conv2dRecord {
  readonly kind: 'conv2d';
  readonly name: string;
  readonly inputShape: ImageShape;
  readonly outputShape: ImageShape;
  readonly filters: number;
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
}

/** y = Wᵀx + b. Weight `[inputSize, units]`. */
export interface DenseRecord {
  readonly kind: 'dense';
  readonly name: string;
  readonly inputSize: number;
  readonly units: number;
}

/** y = γ·(x − mean)/√(variance + ε) + β per channel (§5.1). */
export interface BatchNormRecord {
  readonly kind: 'batchNorm';
  readonly name: string;
  readonly channels: number;
  readonly epsilon: number;
  readonly momentum: number;
}

/** y = max(x, 0). The place where spiking neurons will sit. */
export interface ReluRecord {
  readonly kind: 'relu';
  readonly name: string;
}

/** `[h, w, c]` to `[h·w·c]`, channels fastest. */
export interface FlattenRecord {
  readonly kind: 'flatten';
  readonly name: string;
  readonly inputShape: ImageShape;
}

/** Mean over each window, no padding. */
export interface AveragePoolRecord {
  readonly kind: 'averagePool';
  readonly name: string;
  readonly inputShape: ImageShape;
  readonly outputShape: ImageShape;
  readonly kernel: Pair;
  readonly stride: Pair;
}

export type LayerRecord =
  | Conv2dRecord
  | DenseRecord
  | BatchNormRecord
  | ReluRecord
  | FlattenRecord
  | AveragePoolRecord;

export interface NetworkRecord {
  readonly name: string;
  readonly inputShape: ImageShape;
  readonly layers: readonly LayerRecord[];
}

const maxSize = 1 << 26;

function whole(name: string, what: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max)
    throw new NetworkError(`${name}: ${what} must be a whole number from ${min} to ${max} (got ${value})`);
}

function checkImage(name: string, shape: ImageShape): void {
  if (shape.length !== 3) throw new NetworkError(`${name}: an image shape is [height, width, channels]`);
  whole(name, 'height', shape[0], 1, 4096);
  whole(name, 'width', shape[1], 1, 4096);
  whole(name, 'channels', shape[2], 1, 65536);
}

function windowed(
  name: string,
  size: number,
  kernel: number,
  stride: number,
  padding: number,
  axis: string,
): number {
  const out = Math.floor((size + 2 * padding - kernel) / stride) + 1;
  if (out < 1)
    throw new NetworkError(
      `${name}: a window of ${kernel} does not fit into ${size} pixels of ${axis} padded by ${padding}`,
    );
  return out;
}

export function conv2d(input: {
  name: string;
  inputShape: ImageShape;
  filters: number;
  kernel: Pair;
  stride: Pair;
  padding: Pair;
}): Conv2dRecord {
  const { name, inputShape, filters, kernel, stride, padding } = input;
  checkImage(name, inputShape);
  whole(name, 'filters', filters, 1, 65536);
  for (const k of kernel) whole(name, 'kernel', k, 1, 99);
  for (const s of stride) whole(name, 'stride', s, 1, 99);
  padding.forEach((p, axis) => {
    whole(name, 'padding', p, 0, (kernel[axis] as number) - 1);
  });
  const outputShape: ImageShape = [
    windowed(name, inputShape[0], kernel[0], stride[0], padding[0], 'height'),
    windowed(name, inputShape[1], kernel[1], stride[1], padding[1], 'width'),
    filters,
  ];
  return { kind: 'conv2d', name, inputShape, outputShape, filters, kernel, stride, padding };
}

export function dense(input: { name: string; inputSize: number; units: number }): DenseRecord {
  whole(input.name, 'inputs', input.inputSize, 1, maxSize);
  whole(input.name, 'units', input.units, 1, 65536);
  if (input.inputSize * input.units > maxSize)
    throw new NetworkError(
      `${input.name}: ${input.inputSize}×${input.units} weights are more than ${maxSize}`,
    );
  return { kind: 'dense', ...input };
}

export function batchNorm(input: {
  name: string;
  channels: number;
  epsilon?: number;
  momentum?: number;
}): BatchNormRecord {
  const { name, channels, epsilon = 1e-5, momentum = 0.1 } = input;
  whole(name, 'channels', channels, 1, maxSize);
  if (!(epsilon >= 0 && epsilon < 1))
    throw new NetworkError(`${name}: epsilon must be from 0 to 1 (got ${epsilon})`);
  if (!(momentum > 0 && momentum <= 1))
    throw new NetworkError(`${name}: momentum must be above 0 and at most 1 (got ${momentum})`);
  return { kind: 'batchNorm', name, channels, epsilon, momentum };
}

export function relu(input: { name: string }): ReluRecord {
  return { kind: 'relu', ...input };
}

export function flatten(input: { name: string; inputShape: ImageShape }): FlattenRecord {
  checkImage(input.name, input.inputShape);
  return { kind: 'flatten', ...input };
}

export function averagePool(input: {
  name: string;
  inputShape: ImageShape;
  kernel: Pair;
  stride: Pair;
}): AveragePoolRecord {
  const { name, inputShape, kernel, stride } = input;
  checkImage(name, inputShape);
  for (const k of kernel) whole(name, 'kernel', k, 1, 99);
  for (const s of stride) whole(name, 'stride', s, 1, 99);
  const outputShape: ImageShape = [
    windowed(name, inputShape[0], kernel[0], stride[0], 0, 'height'),
    windowed(name, inputShape[1], kernel[1], stride[1], 0, 'width'),
    inputShape[2],
  ];
  return { kind: 'averagePool', name, inputShape, outputShape, kernel, stride };
}

function outputOf(record: LayerRecord, input: readonly number[]): readonly number[] {
  const expect = (wanted: readonly number[]) => {
    if (wanted.join('×') !== input.join('×'))
      throw new NetworkError(`${record.name}: expects ${wanted.join('×')} but receives ${input.join('×')}`);
  };
  switch (record.kind) {
    case 'conv2d':
    case 'averagePool':
      expect(record.inputShape);
      return record.outputShape;
    case 'dense':
      expect([record.inputSize]);
      return [record.units];
    case 'flatten':
      expect(record.inputShape);
      return [record.inputShape.reduce((a, b) => a * b, 1)];
    case 'batchNorm': {
      const channels = input.at(-1) as number;
      if (channels !== record.channels)
        throw new NetworkError(`${record.name}: has ${record.channels} channels but receives ${channels}`);
      return input;
    }
    case 'relu':
      return input;
    default:
      return unknownKind(record);
  }
}

/**
 * Checks that every layer takes what the one before hands on. Throws {@link NetworkError} naming
 * the layer.
 */
export function network(input: NetworkRecord): NetworkRecord {
  checkImage('input', input.inputShape);
  if (input.layers.length === 0) throw new NetworkError('a network needs at least one layer');
  const names = new Set<string>();
  let shape: readonly number[] = input.inputShape;
  for (const record of input.layers) {
    if (names.has(record.name)) throw new NetworkError(`${record.name}: two layers have this name`);
    names.add(record.name);
    shape = outputOf(record, shape);
  }
  return input;
}
