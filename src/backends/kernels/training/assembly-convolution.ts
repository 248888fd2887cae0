/**
 * Convolution and its gradients in WebAssembly, for images with channels innermost. The gradient of
 * the input is for strides of 1 or dilations of 1, as tfjs asks of every convolution.
 */
import * as tf from '@tensorflow/tfjs-core';
import { float32 } from '../../plain-kernel.ts';
import type { PreferredKernel } from '../../preferred-kernel.ts';
import { floorOf, isPlainOrRelu } from './assembly-matmul.ts';

export interface ConvAttributes {
  readonly strides: number | [number, number];
  readonly pad: number | 'valid' | 'same';
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  /** Only present on fused convolutions. */
  readonly activation?: string;
}

type Shape = readonly number[];

export function convInfo(x: Shape, filter: Shape, attributes: ConvAttributes) {
  return tf.backend_util.computeConv2DInfo(
    x as [number, number, number, number],
    filter as [number, number, number, number],
    attributes.strides,
    attributes.dilations ?? 1,
    attributes.pad,
    attributes.dimRoundingMode,
  );
}

function isPlain(tensors: readonly tf.TensorInfo[], { dataFormat }: ConvAttributes): boolean {
  return (
    (dataFormat ?? 'NHWC') === 'NHWC' &&
    tensors.every(({ dtype, shape }) => dtype === 'float32' && shape.length === 4)
  );
}

export type ConvInfo = ReturnType<typeof convInfo>;

/**
 * Returns the numbers that all three functions take: input, output, kernel, strides, padding,
 * dilations.
 */
export function geometry(info: ConvInfo): number[] {
  return [
    ...[info.batchSize, info.inHeight, info.inWidth, info.inChannels],
    ...[info.outHeight, info.outWidth, info.outChannels],
    ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
    ...[info.padInfo.top, info.padInfo.left, info.dilationHeight, info.dilationWidth],
  ];
}

function panels(channels: number): number {
  return Math.ceil(channels / 8);
}

/**
 * Returns the bytes of scratch that assembly/convolution.ts divides: starts and weights in panels
 * of 8, an edge tile and a sink, a list of pixels.
 */
function convolutionScratch(taps: number, channels: number, filters: number): number {
  return 32 * panels(filters) * (taps * channels + 1) + 160 + 8 * (2048 + 4);
}

export function convolutionKernel(name: string): PreferredKernel<ConvAttributes> {
  return {
    name,
    handles: ({ x, filter, bias }, attributes) =>
      isPlain([x!, filter!], attributes) &&
      isPlainOrRelu(attributes.activation) &&
      (!bias || tf.util.sizeFromShape(bias.shape) === filter!.shape[3]),
    outputs: ({ x, filter }, attributes) => [float32(convInfo(x!.shape, filter!.shape, attributes).outShape)],
    scratch: ({ filter }) => {
      const [height, width, channels, filters] = filter!.shape as [number, number, number, number];
      return convolutionScratch(height * width, channels, filters);
    },
    run: (functions, { x, filter, bias }, [out], attributes, scratch) => {
      const info = convInfo(x!.shape, filter!.shape, attributes);
      const addresses = [x!.at, filter!.at, bias?.at ?? 0, out!.at];
      functions.convolution!(...addresses, ...geometry(info), floorOf(attributes.activation), scratch);
    },
  };
}

export const inputGradientKernel: PreferredKernel<ConvAttributes & { readonly inputShape: number[] }> = {
  name: tf.Conv2DBackpropInput,
  handles: ({ dy, filter }, attributes) => isPlain([dy!, filter!], attributes),
  outputs: (_, { inputShape }) => [float32(inputShape)],
  scratch: ({ filter }) => {
    const [height, width, channels, filters] = filter!.shape as [number, number, number, number];
    return convolutionScratch(height * width, filters, channels);
  },
  run: (functions, { dy, filter }, [dx], attributes, scratch) => {
    const info = convInfo(attributes.inputShape, filter!.shape, attributes);
    functions.inputGradient!(dy!.at, filter!.at, dx!.at, ...geometry(info), scratch);
  },
};

/**
 * Returns the bytes of scratch that assembly/filter-gradient.ts divides: a group of images in
 * slices and panels, and the sums.
 */
export function filterGradientScratch(info: ConvInfo): number {
  const pixels = info.outHeight * info.outWidth;
  const group = Math.min(info.batchSize, Math.max(1, Math.floor(400 / pixels)));
  const folded = info.inChannels % 4 !== 0;
  const slices = Math.ceil((folded ? info.inChannels * info.filterWidth : info.inChannels) / 4);
  const columns = folded ? info.outWidth : info.inWidth;
  const taps = folded ? info.filterHeight : info.filterHeight * info.filterWidth;
  const perImage = 16 * info.inHeight * columns * slices + 32 * pixels * panels(info.outChannels);
  return group * perImage + 128 * slices * panels(info.outChannels) * taps;
}

export const filterGradientKernel: PreferredKernel<ConvAttributes & { readonly filterShape: number[] }> = {
  name: tf.Conv2DBackpropFilter,
  handles: ({ x, dy }, attributes) => isPlain([x!, dy!], attributes),
  outputs: (_, { filterShape }) => [float32(filterShape)],
  scratch: ({ x }, attributes) =>
    filterGradientScratch(convInfo(x!.shape, attributes.filterShape, attributes)),
  run: (functions, { x, dy }, [dw], attributes, scratch) => {
    const info = convInfo(x!.shape, attributes.filterShape, attributes);
    functions.filterGradient!(x!.at, dy!.at, dw!.at, ...geometry(info), scratch);
  },
};
