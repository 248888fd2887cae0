/**
 * A trained network as a file of another program describes it, before any of it is judged: its
 * nodes in the order of their edges. Images are `[height, width, channels]`, whatever the file has;
 * the last node gives the output.
 */
import type { Padding } from '../../networks/kinds/windows.ts';
import type { Pair } from '../../networks/shape.ts';

/** A shape without batch: `[h, w, c]` or `[n]`. */
export type ModelShape = readonly number[];

/**
 * Zeros around an image. `sameUpper` and `sameLower` keep ⌈size / stride⌉ pixels, and add an odd
 * one after or before the image.
 */
export type ModelPadding = Padding | 'sameUpper' | 'sameLower';

export interface ConvolutionOperation {
  readonly kind: 'conv2d';
  /** Row-major `[kh, kw, in, out]`. */
  readonly weight: Float32Array;
  readonly bias: Float32Array | null;
  readonly kernel: Pair;
  readonly channels: number;
  readonly filters: number;
  readonly stride: Pair;
  readonly dilation: Pair;
  readonly padding: ModelPadding;
}

export interface DenseOperation {
  readonly kind: 'dense';
  /** Row-major `[in, out]`; rows in the order in which the file flattens. */
  readonly weight: Float32Array;
  readonly bias: Float32Array | null;
  readonly inputs: number;
  readonly units: number;
}

/** γ·(x − mean)/√(variance + ε) + β per channel. */
export interface BatchNormOperation {
  readonly kind: 'batchNorm';
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  readonly epsilon: number;
}

/** scale·x + shift per channel; one entry stands for all channels. */
export interface AffineOperation {
  readonly kind: 'affine';
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

export interface PoolOperation {
  readonly kind: 'maxPool' | 'averagePool';
  readonly window: Pair;
  readonly stride: Pair;
  /** Padding is never counted by a mean, and never the largest value. */
  readonly padding: ModelPadding;
}

/** The mean of each channel over the whole image, `[1, 1, c]`. */
interface GlobalPoolOperation {
  readonly kind: 'globalAveragePool';
}

/** Zeros around an image, as a layer of its own. */
export interface ZeroPadOperation {
  readonly kind: 'zeroPad';
  readonly padding: Padding;
}

/** Turns an image into a vector. The order says which axis is the outermost in the file. */
export interface FlattenOperation {
  readonly kind: 'flatten';
  readonly order: 'channelsFirst' | 'channelsLast';
}

interface PlainOperation {
  readonly kind: 'relu' | 'softmax' | 'sigmoid' | 'nothing';
}

/** An operation that no spiking chain has. */
export interface UnsupportedOperation {
  readonly kind: 'unsupported';
  /** What it is, as “adds two branches”. */
  readonly words: string;
  /** What can be done about it, as a sentence. */
  readonly remedy: string;
  /**
   * An `activation` and a `sum` leave the shape as it is; `behind` is an operation that is not read
   * because one before it is refused.
   */
  readonly role: 'activation' | 'sum' | 'behind' | 'other';
}

export type Operation =
  | ConvolutionOperation
  | DenseOperation
  | BatchNormOperation
  | AffineOperation
  | PoolOperation
  | GlobalPoolOperation
  | ZeroPadOperation
  | FlattenOperation
  | PlainOperation
  | UnsupportedOperation;

export interface ModelNode {
  /** Its name in the file. */
  readonly name: string;
  /** The kind of layer as the file calls it, as `Conv` or `Conv2D`. */
  readonly title: string;
  /** The nodes whose outputs it takes, by index; −1 is the input. Each stands before it. */
  readonly from: readonly number[];
  readonly operation: Operation;
}

export interface ModelDescription {
  /** The format, as “ONNX, opset 8”. */
  readonly format: string;
  readonly inputShape: ModelShape;
  /** The order in which images were flattened where the network takes vectors. */
  readonly vectorOrder: FlattenOperation['order'];
  readonly nodes: readonly ModelNode[];
}
