/**
 * Computes the gradients of a dilated convolution of stride 1 on backends whose kernels know no
 * dilation. Pixels that are a multiple of the dilation apart form a phase, and within a phase the
 * convolution is a plain one: the phases become images of the batch.
 */
import * as tf from '@tensorflow/tfjs-core';
import { runKernel } from '../../backends/plain-kernel.ts';
import type { Conv2dSynapse } from '../../networks/kinds/conv2d.ts';
import { weightShape } from '../../networks/layer.ts';

const plain = {
  strides: [1, 1],
  pad: 'valid',
  dilations: [1, 1],
  dataFormat: 'NHWC',
  dimRoundingMode: null,
};

/** Zeros around the input that its phases all have the same size with, and those of the output. */
function margins({ inputShape, outputShape, kernel, padding, dilation }: Conv2dSynapse) {
  const axis = (a: 0 | 1) => {
    const { before } = padding;
    const phase = Math.ceil(outputShape[a] / dilation[a]);
    const length = (phase + kernel[a] - 1) * dilation[a];
    return {
      input: [before[a], length - before[a] - inputShape[a]] as [number, number],
      output: [0, phase * dilation[a] - outputShape[a]] as [number, number],
    };
  };
  const [rows, columns] = [axis(0), axis(1)];
  return { input: [rows.input, columns.input], output: [rows.output, columns.output] };
}

/** Splits `[N, H, W, C]` into `[phases · N, …]`, zeros or less than nothing added around it. */
function split(x: tf.Tensor, { dilation }: Conv2dSynapse, around: [number, number][]): tf.Tensor {
  return tf.spaceToBatchND(
    fitted(x, around),
    [...dilation],
    [
      [0, 0],
      [0, 0],
    ],
  );
}

/** Pads height and width, and cuts off where a margin is negative. */
function fitted(x: tf.Tensor, around: [number, number][]): tf.Tensor {
  const [n, h, w, c] = x.shape as [number, number, number, number];
  const [rows, columns] = around as [[number, number], [number, number]];
  const zeros = ([before, after]: [number, number]): [number, number] => [before, Math.max(0, after)];
  const cut = ([, after]: [number, number]) => Math.min(0, after);
  const inner = tf.slice(x, [0, 0, 0, 0], [n, h + cut(rows), w + cut(columns), c]);
  return tf.pad(inner, [[0, 0], zeros(rows), zeros(columns), [0, 0]]);
}

/** Returns ∂L/∂x `[N, …in]` from dy `[N, …out]`. */
export function phasesInputGradient(
  synapse: Conv2dSynapse,
  dy: tf.Tensor,
  filter: tf.Tensor,
  inputShape: number[],
): tf.Tensor {
  return tf.tidy(() => {
    const { input, output } = margins(synapse);
    const up = split(dy, synapse, output);
    const [images, height, width] = up.shape as [number, number, number];
    const { kernel, dilation } = synapse;
    const shape = [images, height + kernel[0] - 1, width + kernel[1] - 1, inputShape[3]!];
    const phases = runKernel(tf.Conv2DBackpropInput, { dy: up, filter }, { ...plain, inputShape: shape })[0]!;
    const whole = tf.batchToSpaceND(
      phases,
      [...dilation],
      [
        [0, 0],
        [0, 0],
      ],
    );
    const [n, h, w, c] = inputShape as [number, number, number, number];
    const [top, left] = [input[0]![0], input[1]![0]];
    const reached = tf.slice(
      whole,
      [0, top, left, 0],
      [n, Math.min(h, whole.shape[1]! - top), Math.min(w, whole.shape[2]! - left), c],
    );
    // Rows and columns behind the last window are in none of them.
    return tf.pad(reached, [
      [0, 0],
      [0, h - reached.shape[1]!],
      [0, w - reached.shape[2]!],
      [0, 0],
    ]);
  });
}

/** Returns ∂L/∂W from the input x and dy. */
export function phasesFilterGradient(synapse: Conv2dSynapse, x: tf.Tensor, dy: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const { input, output } = margins(synapse);
    return runKernel(
      tf.Conv2DBackpropFilter,
      { x: split(x, synapse, input), dy: split(dy, synapse, output) },
      { ...plain, filterShape: [...weightShape(synapse)] },
    )[0]!;
  });
}
