/**
 * Computes gradients of losses: by the engine, and by differences of a function written in double
 * precision.
 */
import * as tf from '@tensorflow/tfjs-core';

/** Returns the central differences of `of` at `values`, one after the other. */
export function slopes(of: (values: Float64Array) => number, values: ArrayLike<number>): number[] {
  const step = 1e-5;
  const at = Float64Array.from(values);
  return Array.from(at, (value, i) => {
    at[i] = value + step;
    const above = of(at);
    at[i] = value - step;
    const below = of(at);
    at[i] = value;
    return (above - below) / (2 * step);
  });
}

/** Returns a loss and its gradient at `values`, as the engine computes them. */
export async function lossGradient(
  loss: (x: tf.Tensor) => tf.Scalar,
  values: Float32Array,
  shape: [number, number],
): Promise<{ value: number; gradient: Float32Array }> {
  const x = tf.tensor2d(values, shape);
  const found = tf.valueAndGrad((at: tf.Tensor) => loss(at))(x);
  const [value] = await found.value.data();
  const gradient = (await found.grad.data()) as Float32Array;
  tf.dispose([x, found.value, found.grad]);
  return { value: value!, gradient };
}
