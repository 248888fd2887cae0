/**
 * Computes gradients of convolution on wasm as convolutions: tfjs has a naive loop for the input's
 * and nothing for the filter's, while its forward convolution is XNNPACK. Register it after the
 * backend is ready, or its own kernels come back.
 */
import * as tf from '@tensorflow/tfjs-core';

type Pads = [[number, number], [number, number], [number, number], [number, number]];

interface ConvAttributes {
  readonly strides: number | [number, number];
  readonly pad: number | 'valid' | 'same' | Pads;
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function convInfo(x: number[], filter: number[], attributes: ConvAttributes) {
  if (attributes.dataFormat === 'NCHW') throw new Error('convolution gradients on wasm are for NHWC');
  return tf.backend_util.computeConv2DInfo(
    x as [number, number, number, number],
    filter as [number, number, number, number],
    attributes.strides,
    1,
    attributes.pad as number,
    attributes.dimRoundingMode,
  );
}

/**
 * Treats a description as the whole tensor that it is: tfjs hands kernels whole tensors, though it
 * only promises their description.
 */
function asTensor(info: tf.TensorInfo): tf.Tensor4D {
  return info as tf.Tensor4D;
}

/**
 * Computes dx = dy (zeros between its pixels at stride > 1) ∗ the flipped kernel with its channels
 * swapped.
 */
function inputGradient(
  dyInfo: tf.TensorInfo,
  filterInfo: tf.TensorInfo,
  inputShape: number[],
  attributes: ConvAttributes,
) {
  const info = convInfo(inputShape, filterInfo.shape, attributes);
  const spread = insertZeros(asTensor(dyInfo), info.strideHeight, info.strideWidth);
  const kernel = tf.transpose(tf.reverse(asTensor(filterInfo), [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const top = info.filterHeight - 1 - info.padInfo.top;
  const left = info.filterWidth - 1 - info.padInfo.left;
  const bottom = info.inHeight + info.filterHeight - 1 - spread.shape[1] - top;
  const right = info.inWidth + info.filterWidth - 1 - spread.shape[2] - left;
  return tf.conv2d(spread, kernel, 1, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ] as unknown as number);
}

function insertZeros(dy: tf.Tensor4D, strideHeight: number, strideWidth: number): tf.Tensor4D {
  if (strideHeight === 1 && strideWidth === 1) return dy;
  const [n, h, w, c] = dy.shape;
  const apart = tf.pad(tf.reshape(dy, [n, h, 1, w, c]), [
    [0, 0],
    [0, 0],
    [0, strideHeight - 1],
    [0, 0],
    [0, c * (strideWidth - 1)],
  ]);
  const wide = tf.reshape(apart, [n, h * strideHeight, w * strideWidth, c]) as tf.Tensor4D;
  return tf.slice(wide, [0, 0, 0, 0], [n, (h - 1) * strideHeight + 1, (w - 1) * strideWidth + 1, c]);
}

/** Computes dW = the input with batch as channels ∗ dy as a kernel, dilated by the stride. */
function filterGradient(
  xInfo: tf.TensorInfo,
  dyInfo: tf.TensorInfo,
  filterShape: number[],
  attributes: ConvAttributes,
) {
  const info = convInfo(xInfo.shape, filterShape, attributes);
  const image = tf.transpose(asTensor(xInfo), [3, 1, 2, 0]) as tf.Tensor4D;
  const kernel = tf.transpose(asTensor(dyInfo), [1, 2, 0, 3]) as tf.Tensor4D;
  const { top, left } = info.padInfo;
  // The rows at the far edge that the forward pass never reached are cut off; padded rows are
  // padded again.
  const bottom = (info.outHeight - 1) * info.strideHeight + info.filterHeight - info.inHeight - top;
  const right = (info.outWidth - 1) * info.strideWidth + info.filterWidth - info.inWidth - left;
  const reached = tf.slice(
    image,
    [0, 0, 0, 0],
    [image.shape[0], info.inHeight + Math.min(0, bottom), info.inWidth + Math.min(0, right), image.shape[3]],
  );
  const pads = [
    [0, 0],
    [top, Math.max(0, bottom)],
    [left, Math.max(0, right)],
    [0, 0],
  ] as unknown as number;
  const result = tf.conv2d(reached, kernel, 1, pads, 'NHWC', [info.strideHeight, info.strideWidth]);
  return tf.transpose(result, [1, 2, 0, 3]);
}

function replace(
  kernelName: string,
  run: (inputs: tf.NamedTensorInfoMap, attrs: tf.NamedAttrMap) => tf.Tensor,
): void {
  if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      tf.tidy(() => run(inputs as tf.NamedTensorInfoMap, attrs as tf.NamedAttrMap)),
  });
}

export function registerConvGradients(): void {
  replace(tf.Conv2DBackpropInput, ({ dy, filter }, attrs) =>
    inputGradient(
      dy!,
      filter!,
      (attrs as unknown as { inputShape: number[] }).inputShape,
      attrs as unknown as ConvAttributes,
    ),
  );
  replace(tf.Conv2DBackpropFilter, ({ x, dy }, attrs) =>
    filterGradient(
      x!,
      dy!,
      (attrs as unknown as { filterShape: number[] }).filterShape,
      attrs as unknown as ConvAttributes,
    ),
  );
}
