/**
 * Describes the synapses of a layer: a convolution's, or a dense layer's seen as a convolution of
 * one pixel by a kernel of one tap.
 */
import type { Uniforms } from './program.ts';

export interface Geometry {
  readonly batch: number;
  /** Height and width of the input. */
  readonly inputSize: readonly [number, number];
  readonly inputs: number;
  /** Height and width of the kernel. */
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  /** Zeros before the first row and column; those behind the last follow from `outputSize`. */
  readonly padding: readonly [number, number];
  /** Pixels from one entry of the kernel to the next, vertical and horizontal. */
  readonly dilation: readonly [number, number];
  readonly outputSize: readonly [number, number];
  readonly channels: number;
}

const one = [1, 1] as const;

export function denseGeometry(batch: number, inputs: number, channels: number): Geometry {
  return {
    batch,
    inputSize: one,
    inputs,
    kernelSize: one,
    stride: one,
    padding: [0, 0],
    dilation: one,
    outputSize: one,
    channels,
  };
}

/** Returns all but the channels, whose unit differs between programs. */
export function geometryUniforms(g: Geometry): Uniforms {
  const { batch, inputSize, kernelSize, stride, padding, dilation, outputSize } = g;
  return { inputSize, kernelSize, stride, padding, dilation, outputSize, batch };
}
