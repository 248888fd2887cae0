/**
 * The clip–floor–shift activation with a learnt step (T. Bu, W. Fang, J. Ding, P. Dai, Z. Yu and T.
 * Huang, *Optimal ANN-SNN conversion for high-accuracy and ultra-low-latency spiking neural
 * networks*, ICLR 2022): the staircase that neurons with V₀ = ϑ/2 climb.
 *
 * h(z) = λ/L · ⌊L · clip(z/λ, 0, 1) + ½⌋, which is λ · clip(⌊z·L/λ + ½⌋ / L, 0, 1). It has L steps
 * up to the upper bound λ, one λ per layer.
 *
 * Gradients take the floor as the identity (straight through), so that h ≈ λ · (clip(z/λ, 0, 1) +
 * r), with r what rounding added:
 * - ∂h/∂z = 1 where 0 < z < λ, else 0;
 * - ∂h/∂λ = (h − z)/λ where 0 < z < λ, 0 where z ≤ 0, 1 where z ≥ λ.
 *
 * The paper draws both borders half a step lower, because it clips after rounding. Here they are
 * those of the clip, and 0 is the ReLU's, which stands before the staircase and leaves its values
 * as they are.
 */
import * as tf from '@tensorflow/tfjs-core';

/** Returns h of `z` `[N, …]` with the upper bound λ > 0, `[1]`. Differentiable in both. */
export function clipFloorShift(z: tf.Tensor, bound: tf.Tensor, steps: number): tf.Tensor {
  const operation = tf.customGrad((...args) => {
    const [input, upper] = args as tf.Tensor[] as [tf.Tensor, tf.Tensor];
    const save = args.at(-1) as unknown as (tensors: tf.Tensor[]) => void;
    const share = tf.clipByValue(tf.div(input, upper), 0, 1);
    const rounded = roundShare(share, steps);
    save([share, rounded]);
    return {
      value: tf.mul(rounded, upper),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => backward(dy, saved),
    };
  });
  return operation(z, bound);
}

/** Returns ⌊L·u + ½⌋ / L for shares u of the upper bound, 0…1. */
function roundShare(share: tf.Tensor, steps: number): tf.Tensor {
  return tf.div(tf.floor(tf.add(tf.mul(share, steps), 0.5)), steps);
}

function backward(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
  const [share, rounded] = saved as [tf.Tensor, tf.Tensor];
  const below = tf.cast(tf.less(share, 1), 'float32');
  const inside = tf.mul(below, tf.cast(tf.greater(share, 0), 'float32'));
  // (h − z)/λ under the upper bound, 0 at and under 0, where both are 0; h/λ = 1 at and over the
  // bound.
  const byBound = tf.sub(rounded, tf.mul(share, below));
  return [tf.mul(dy, inside), sumOf(tf.mul(dy, byBound))];
}

/**
 * Returns the sum of all values, `[1]`. It sums over the images first, as a product with ones,
 * which every backend does fast and in short sums.
 */
function sumOf(values: tf.Tensor): tf.Tensor {
  const images = values.shape[0]!;
  const byPlace = tf.matMul(tf.ones([1, images]), tf.reshape(values, [images, -1]));
  return tf.reshape(tf.sum(byPlace), [1]);
}
