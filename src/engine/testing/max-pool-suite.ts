/** Laws of max pooling that hold on every backend, against plain loops. */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { maxPoolGradName } from '../../backends/kernels/training/max-pool.ts';
import { hasKernel } from '../../backends/plain-kernel.ts';
import { type MaxPoolStep, maxPool } from '../../networks/kinds/max-pool.ts';
import type { Pair } from '../../networks/shape.ts';
import { maxPoolTensors } from '../layers/max-pool.ts';
import { createRandom } from '../work/random.ts';

/** Computes the largest value of each window, and hands `up` to the first place that has it. */
function reference({ inputShape, outputShape, kernel, stride }: MaxPoolStep, x: number[], up: number[]) {
  const [height, width, channels] = inputShape;
  const [rows, columns] = outputShape;
  const output = up.map(() => Number.NEGATIVE_INFINITY);
  const gradient = x.map(() => 0);
  for (let at = 0; at < up.length; at++) {
    const channel = at % channels;
    const column = Math.floor(at / channels) % columns;
    const row = Math.floor(at / channels / columns) % rows;
    const image = Math.floor(at / channels / columns / rows);
    let first = 0;
    for (let ky = 0; ky < kernel[0]; ky++)
      for (let kx = 0; kx < kernel[1]; kx++) {
        const [y, across] = [row * stride[0] + ky, column * stride[1] + kx];
        const from = ((image * height + y) * width + across) * channels + channel;
        if (x[from]! <= output[at]!) continue;
        output[at] = x[from]!;
        first = from;
      }
    gradient[first]! += up[at]!;
  }
  return { output, gradient };
}

const images = 3;

/** Windows side by side that leave a column over, and windows that overlap. */
const windows: readonly [Pair, Pair][] = [
  [
    [2, 2],
    [2, 2],
  ],
  [
    [3, 2],
    [2, 1],
  ],
];

export function maxPoolLaws(): void {
  test.each(windows)('max pooling of %s every %s: values and gradients', async (kernel, stride) => {
    const random = createRandom(11, 'max pooling');
    const step = maxPool({ name: 'pool', inputShape: [6, 7, 2], kernel, stride });
    const [rows, columns] = step.outputShape;
    const size = images * 6 * 7 * 2;
    // As behind a ReLU, so that many windows have their largest value twice; a GPU takes another.
    const x = hasKernel(maxPoolGradName)
      ? Array.from({ length: size }, () => Math.max(0, Math.floor(random.next() * 6) - 2))
      : [...random.permutation(size)];
    const up = Array.from({ length: images * rows * columns * 2 }, () => Math.floor(random.next() * 9) - 4);
    const wanted = reference(step, x, up);
    const [output, gradient] = tf.tidy(() => {
      const input = tf.tensor4d(x, [images, 6, 7, 2]);
      const { value, grad } = tf.valueAndGrad((of: tf.Tensor) => maxPoolTensors.apply(step, of))(
        input,
        tf.tensor4d(up, [images, rows, columns, 2]),
      );
      return [value, grad];
    });
    expect([...(await output!.data())]).toEqual(wanted.output);
    expect([...(await gradient!.data())]).toEqual(wanted.gradient);
  });
}
