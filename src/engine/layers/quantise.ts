/**
 * Rounds weights to low precision on tensors, to the same levels for the same numbers on every
 * backend.
 */
import * as tf from '@tensorflow/tfjs-core';
import { boundsOf, type QuantiseAttributes, quantiseName } from '../../backends/kernels/training/quantise.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';
import { levelsOf, type WeightPrecision } from './constraint.ts';

/**
 * Rounds each of `values` `[…, C]` to the nearest level times the largest magnitude of its scale
 * group: of the whole tensor, or of its channel (the last axis). Half-way goes to the smaller
 * magnitude; a group of zeros stays zero. Not differentiable.
 */
export function quantise<T extends tf.Tensor>(
  values: T,
  precision: WeightPrecision,
  scope: 'tensor' | 'channel',
): T {
  const levels = levelsOf(precision);
  const attributes = { levels, bounds: boundsOf(levels), perChannel: scope === 'channel' };
  if (hasKernel(quantiseName)) return runKernel(quantiseName, { values }, attributes)[0] as T;
  return composed(values, attributes);
}

/**
 * Computes the same from tfjs's operations: a binary search in the table of bounds, for all values
 * at once.
 */
function composed<T extends tf.Tensor>(values: T, { levels, bounds, perChannel }: QuantiseAttributes): T {
  return tf.tidy(() => {
    const axes = values.shape.map((_, axis) => axis);
    const largest = tf.max(tf.abs(values), perChannel ? axes.slice(0, -1) : axes);
    const steps = Math.ceil(Math.log2(levels.length));
    // Past the last bound nothing lies beyond: no value is twice the largest.
    const padded = new Float32Array(2 ** steps).fill(2);
    padded.set(bounds);
    const table = tf.tensor1d(padded);
    let at: tf.Tensor = tf.zeros(values.shape, 'int32');
    for (let step = steps - 1; step >= 0; step--) {
      const bound = tf.gather(table, tf.cast(tf.add(at, 2 ** step - 1), 'int32'));
      const limit = tf.mul(bound, largest);
      const onIt = tf.logicalAnd(tf.equal(values, limit), tf.lessEqual(bound, 0));
      const beyond = tf.logicalOr(tf.greater(values, limit), onIt);
      at = tf.add(at, tf.mul(tf.cast(beyond, 'int32'), tf.scalar(2 ** step, 'int32')));
    }
    const wanted = tf.mul(tf.gather(tf.tensor1d(levels), tf.cast(at, 'int32')), largest);
    // Hands on what is not finite, and makes −0 a plain 0.
    return tf.add(wanted, tf.mul(tf.abs(values), 0)) as T;
  });
}
