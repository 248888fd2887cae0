/**
 * Tests whether the current backend computes gradients right, and how fast it is. Some phones
 * return all-zero gradients.
 */
import * as tf from '@tensorflow/tfjs-core';

export interface ProbeResult {
  readonly right: boolean;
  /** Largest relative difference from the known gradient. */
  readonly error: number;
  /** Median milliseconds of one convolution step, forward and backward, 32 images of 14×14×32. */
  readonly milliseconds: number;
}

/**
 * The known gradient: the loss Σ conv(x, w) with x = 1 on a 3×3 image and a 3×3 kernel padded by 1
 * has dL/dw = the number of positions at which each tap lies inside the image: 4 6 4 / 6 9 6 / 4 6
 * 4.
 */
const expected = [4, 6, 4, 6, 9, 6, 4, 6, 4];

const rounds = 3;

/**
 * Time of the small step, in milliseconds, from which on a backend is not timed on the large one.
 */
const patienceMilliseconds = 40;

interface Step {
  readonly images: number;
  readonly inputs: number;
  readonly filters: number;
}

const small: Step = { images: 8, inputs: 8, filters: 16 };
const large: Step = { images: 32, inputs: 32, filters: 32 };

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

/**
 * Returns the median time of the large step, in milliseconds; estimated from the small one when
 * that is slow already.
 */
async function medianStep(): Promise<number> {
  const first = await timed(small, 2);
  const work = ({ images, inputs, filters }: Step) => images * inputs * filters;
  return first > patienceMilliseconds ? (first * work(large)) / work(small) : timed(large, rounds);
}

/** Returns the median milliseconds of `times` steps on 14×14 pixels, after one that compiles. */
async function timed({ images, inputs, filters }: Step, times: number): Promise<number> {
  const x = tf.fill([images, 14, 14, inputs], 0.5) as tf.Tensor4D;
  const w = tf.fill([3, 3, inputs, filters], 0.01) as tf.Tensor4D;
  const found: number[] = [];
  for (let round = 0; round <= times; round++) {
    const start = performance.now();
    const result = tf.tidy(() =>
      tf.grad((k: tf.Tensor) => tf.sum(tf.relu(tf.conv2d(x, k as tf.Tensor4D, 1, 1))))(w),
    );
    await result.data();
    result.dispose();
    found.push(performance.now() - start);
  }
  tf.dispose([x, w]);
  const sorted = found.slice(1).sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
