/** Does the backend in use differentiate right, and how fast is it? Some phones return all-zero gradients. */
import * as tf from '@tensorflow/tfjs-core';

export interface ProbeResult {
  readonly right: boolean;
  /** Largest relative difference from the known gradient. */
  readonly error: number;
  /** Median milliseconds of one convolution step, forward and backward, 8 images of 14×14×8. */
  readonly milliseconds: number;
}

/**
 * Known gradient: the loss Σ conv(x, w) with x = 1 on a 3×3 image and a 3×3 kernel padded by 1 has dL/dw = the number of
 * positions at which each tap lies inside the image: 4 6 4 / 6 9 6 / 4 6 4.
 */
const expected = [4, 6, 4, 6, 9, 6, 4, 6, 4];

const rounds = 3;
/** A backend as slow as this needs no further rounds to be known as slow. */
const patienceMilliseconds = 200;

export async function probe(): Promise<ProbeResult> {
  const gradient = tf.tidy(() => {
    const x = tf.ones([1, 3, 3, 1]) as tf.Tensor4D;
    const slope = tf.grad((w: tf.Tensor) => tf.sum(tf.conv2d(x, w as tf.Tensor4D, 1, 1)));
    return slope(tf.zeros([3, 3, 1, 1]));
  });
  const values = await gradient.data();
  gradient.dispose();
  const error = Math.max(...expected.map((want, i) => Math.abs((values[i] ?? Number.NaN) - want) / want));
  return { right: error < 1e-3, error, milliseconds: await medianStep() };
}

async function medianStep(): Promise<number> {
  const x = tf.fill([8, 14, 14, 8], 0.5) as tf.Tensor4D;
  const w = tf.fill([3, 3, 8, 16], 0.01) as tf.Tensor4D;
  const once = async () => {
    const start = performance.now();
    const result = tf.tidy(() =>
      tf.grad((k: tf.Tensor) => tf.sum(tf.relu(tf.conv2d(x, k as tf.Tensor4D, 1, 1))))(w),
    );
    await result.data();
    result.dispose();
    return performance.now() - start;
  };
  const first = await once();
  const times = [first];
  if (first < patienceMilliseconds) {
    // The first round compiles.
    times.pop();
    for (let round = 0; round < rounds; round++) times.push(await once());
  }
  tf.dispose([x, w]);
  return times.sort((a, b) => a - b)[times.length >> 1] as number;
}
