/** SI-SDR of separated voices on tensors, in the better of both orders (Eq. 14, §6.3). */
import * as tf from '@tensorflow/tfjs-core';

const decibelsOfNepers = 10 / Math.LN10;

/**
 * Added to powers, which are far above it unless a signal is silent: then the ratio is still a
 * number, and so is its gradient.
 */
const silence = 1e-30;

function logOf(power: tf.Tensor): tf.Tensor {
  return tf.log(tf.add(power, silence));
}

/** Returns a signal `[…, samples]` without its mean. */
function centred(signal: tf.Tensor): tf.Tensor {
  return tf.sub(signal, tf.mean(signal, -1, true));
}

/**
 * Returns the mean SI-SDR of both talkers `[n]` in dB, in the order of outputs that gives more, of
 * `outputs` and `targets`, `[n, 2, samples]` both. Differentiable.
 */
export function bestRatios(outputs: tf.Tensor3D, targets: tf.Tensor3D): tf.Tensor1D {
  const [images, , samples] = outputs.shape;
  const estimates = tf.reshape(centred(outputs), [images, 2, 1, samples]);
  const wanted = tf.reshape(centred(targets), [images, 1, 2, samples]);
  const cross = tf.sum(tf.mul(estimates, wanted), -1, true);
  const power = tf.sum(tf.square(wanted), -1, true);
  const projected = tf.mul(tf.div(cross, tf.add(power, silence)), wanted);
  const signal = tf.sum(tf.square(projected), -1);
  const rest = tf.sum(tf.square(tf.sub(projected, estimates)), -1);
  // [n, output, target]
  const ratios = tf.mul(tf.sub(logOf(signal), logOf(rest)), decibelsOfNepers);
  const [straight, swapped] = [
    [1, 0, 0, 1],
    [0, 1, 1, 0],
  ].map((order) => tf.sum(tf.mul(tf.reshape(ratios, [images, 4]), tf.tensor1d(order)), -1));
  return tf.div(tf.maximum(straight!, swapped!), 2) as tf.Tensor1D;
}
