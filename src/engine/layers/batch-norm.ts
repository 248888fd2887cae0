/**
 * Computes batch norm on the statistics of the current batch, with ReLU behind it as the ANN branch
 * trains (§5.1, design §4.6), or without.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  type BatchNormAttributes,
  batchNormGradName,
  batchNormName,
} from '../../backends/kernels/training/batch-norm.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';
import type { BatchNormSettings } from '../../networks/kinds/kind.ts';
import type { BatchNormParameters } from './parameters.ts';

export interface Normalised {
  /** γ·(x − μ)/√(σ² + ε) + β, `[…, C]`, or its positive part with ReLU. */
  readonly output: tf.Tensor;
  /** Mean and variance of this batch, `[C]`; the variance is biased. */
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

/**
 * Normalises `x` `[…, C]`. Differentiable in `x`, gamma and beta, gradients through the statistics
 * included.
 */
export function batchNorm(
  x: tf.Tensor,
  parameters: BatchNormParameters,
  attributes: BatchNormAttributes,
): Normalised {
  let mean: tf.Tensor | undefined;
  let variance: tf.Tensor | undefined;
  const operation = tf.customGrad((...args) => {
    const [input, gamma, beta] = args as tf.Tensor[] as [tf.Tensor, tf.Tensor, tf.Tensor];
    const save = args.at(-1) as unknown as (tensors: tf.Tensor[]) => void;
    const result = forward(input, gamma, beta, attributes);
    mean = tf.keep(result.mean);
    variance = tf.keep(result.variance);
    // Without ReLU the output need not be kept.
    const output = attributes.activation === 'relu' ? result.output : input;
    save([input, output, gamma, beta, result.mean, result.variance]);
    return {
      value: result.output,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => backward(dy, saved, attributes),
    };
  });
  const output = operation(x, parameters.gamma, parameters.beta);
  return { output, mean: mean!, variance: variance! };
}

function forward(
  x: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  attributes: BatchNormAttributes,
): Normalised {
  const { epsilon, activation } = attributes;
  if (hasKernel(batchNormName)) {
    const [output, mean, variance] = runKernel(batchNormName, { x, gamma, beta }, attributes);
    return { output: output!, mean: mean!, variance: variance! };
  }
  const { mean, variance } = tf.moments(x, outerAxes(x));
  const ratio = tf.div(gamma, tf.sqrt(tf.add(variance, epsilon)));
  const normal = tf.add(tf.mul(tf.sub(x, mean), ratio), beta);
  return { output: activation === 'relu' ? tf.relu(normal) : normal, mean, variance };
}

function backward(dy: tf.Tensor, saved: tf.Tensor[], attributes: BatchNormAttributes): tf.Tensor[] {
  const [x, y, gamma, beta, mean, variance] = saved as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  if (hasKernel(batchNormGradName))
    return runKernel(batchNormGradName, { dy, x, y, gamma, beta, mean, variance }, attributes);
  const rows = x.size / gamma.size;
  const masked = attributes.activation === 'relu' ? tf.mul(dy, tf.cast(tf.greater(y, 0), 'float32')) : dy;
  const inverse = tf.rsqrt(tf.add(variance, attributes.epsilon));
  const normal = tf.mul(tf.sub(x, mean), inverse);
  const dbeta = tf.sum(masked, outerAxes(x));
  const dgamma = tf.sum(tf.mul(masked, normal), outerAxes(x));
  const centred = tf.sub(tf.sub(masked, tf.div(dbeta, rows)), tf.mul(normal, tf.div(dgamma, rows)));
  return [tf.mul(tf.mul(gamma, inverse), centred), dgamma, dbeta];
}

function outerAxes(x: tf.Tensor): number[] {
  return x.shape.slice(0, -1).map((_, axis) => axis);
}

/**
 * Moves the running statistics: running = (1 − m)·old + m·new, the variance as PyTorch's, biased to
 * normalise and unbiased to run. `rows` is the number of values per channel; `bias` was left out of
 * x and belongs to the mean.
 */
export function updateRunning(
  parameters: BatchNormParameters,
  settings: BatchNormSettings,
  batch: { mean: tf.Tensor; variance: tf.Tensor; rows: number; bias: tf.Tensor },
): void {
  tf.tidy(() => {
    const mix = (old: tf.Variable, fresh: tf.Tensor) =>
      old.assign(tf.add(tf.mul(old, 1 - settings.momentum), tf.mul(fresh, settings.momentum)));
    mix(parameters.mean, tf.add(batch.mean, batch.bias));
    mix(parameters.variance, tf.mul(batch.variance, batch.rows / Math.max(1, batch.rows - 1)));
  });
}
