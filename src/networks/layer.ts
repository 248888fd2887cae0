/**
 * What the method knows of a network: a chain of layers, each a synapse (the weights), the linear
 * steps before it, an optional batch norm and, except in the last, neurons. Images are `[height,
 * width, channels]`, channels innermost.
 */
import { unknownKind } from './unknown-kind.ts';

export type ImageShape = readonly [height: number, width: number, channels: number];
export type Pair = readonly [vertical: number, horizontal: number];

/** Weight `[kernel, kernel, in, out]`; zero padding of `padding` pixels on every side. */
export interface Conv2dSynapse {
  readonly kind: 'conv2d';
  readonly inputShape: ImageShape;
  readonly outputShape: ImageShape;
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
}

/** Weight `[in, out]`. */
export interface DenseSynapse {
  readonly kind: 'dense';
  readonly inputSize: number;
  readonly outputSize: number;
}

export type Synapse = Conv2dSynapse | DenseSynapse;

/**
 * Mean over each window, no padding. Has no neurons: it is a linear part of the next synapse
 * (design §4.9).
 */
export interface AveragePoolStep {
  readonly kind: 'averagePool';
  readonly inputShape: ImageShape;
  readonly outputShape: ImageShape;
  readonly kernel: Pair;
  readonly stride: Pair;
}

/** `[h, w, c]` to `[h·w·c]`, channels fastest. */
export interface FlattenStep {
  readonly kind: 'flatten';
  readonly inputShape: ImageShape;
}

export type LinearStep = AveragePoolStep | FlattenStep;

export interface BatchNormSettings {
  readonly epsilon: number;
  /**
   * Share of the batch statistic in the running one: running = (1 − momentum)·old + momentum·new.
   */
  readonly momentum: number;
}

export interface Layer {
  readonly name: string;
  /** Linear steps between the previous layer's neurons and this synapse, in order. */
  readonly before: readonly LinearStep[];
  readonly synapse: Synapse;
  readonly batchNorm: BatchNormSettings | null;
}

/** Shape of a synapse's output without batch: `[h, w, c]` or `[n]`. */
export function outputShape(synapse: Synapse): readonly number[] {
  switch (synapse.kind) {
    case 'conv2d':
      return synapse.outputShape;
    case 'dense':
      return [synapse.outputSize];
    default:
      return unknownKind(synapse);
  }
}

/** Shape of a synapse's input without batch: `[h, w, c]` or `[n]`. */
export function inputShape(synapse: Synapse): readonly number[] {
  switch (synapse.kind) {
    case 'conv2d':
      return synapse.inputShape;
    case 'dense':
      return [synapse.inputSize];
    default:
      return unknownKind(synapse);
  }
}

/** Shape of what arrives at a layer, before its linear steps, without batch. */
export function arrivingShape({ before: [first], synapse }: Layer): readonly number[] {
  return first ? first.inputShape : inputShape(synapse);
}

export function outputChannels(synapse: Synapse): number {
  return outputShape(synapse).at(-1)!;
}

export function inputChannels(synapse: Synapse): number {
  return inputShape(synapse).at(-1)!;
}

export function weightShape(synapse: Synapse): readonly number[] {
  switch (synapse.kind) {
    case 'conv2d':
      return [...synapse.kernel, synapse.inputShape[2], synapse.outputShape[2]];
    case 'dense':
      return [synapse.inputSize, synapse.outputSize];
    default:
      return unknownKind(synapse);
  }
}

/** Returns the number of entries of a tensor of this shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** Number of neurons of a layer. */
export function neuronCount(layer: Layer): number {
  return sizeOf(outputShape(layer.synapse));
}

/** Weights and biases, scales and shifts of batch norms. */
export function parameterCount(layers: readonly Layer[]): number {
  return layers.reduce((sum, layer) => {
    const channels = outputChannels(layer.synapse);
    return sum + sizeOf(weightShape(layer.synapse)) + channels + (layer.batchNorm ? 2 * channels : 0);
  }, 0);
}
