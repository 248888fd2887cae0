/** A layer of an imported network while it is put together. */
import type { Padding } from '../../networks/kinds/windows.ts';
import type { ImageShape, Pair } from '../../networks/shape.ts';
import type { BatchNormValues } from '../checkpoint-layers.ts';
import type { Weights } from './weights.ts';

export interface Convolution {
  readonly kind: 'conv2d';
  readonly inputShape: ImageShape;
  readonly outputShape: ImageShape;
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly dilation: Pair;
  readonly padding: Padding;
}

export interface Dense {
  readonly kind: 'dense';
  readonly inputs: number;
  readonly units: number;
}

export interface BuiltPool {
  readonly kind: 'maxPool' | 'averagePool';
  readonly window: Pair;
  readonly inputShape: ImageShape;
}

export interface BuiltLayer {
  /** The name of its node in the file. */
  readonly name: string;
  readonly geometry: Convolution | Dense;
  readonly weights: Weights;
  readonly norm: BatchNormValues | null;
  /** Pooling before it, in order. */
  readonly before: readonly BuiltPool[];
}
