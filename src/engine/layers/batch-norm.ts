/**
 * Computes batch norm on the statistics of each group of a batch, with ReLU behind it as the ANN
 * branch trains (§5.1, design §4.6), or without.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  type BatchNormAttributes,
  batchNormGradName,
  batchNormName,
} from '../../backends/kernels/training/batch-norm.ts';
import { rowsOfGroups } from '../../backends/kernels/training/groups.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';
import { addAsTree, partsOf } from './groups.ts';
import type { BatchNormParameters } from './parameters.ts';
import type { SeenStatistics } from './training-pass.ts';

export interface Normalised {
  /** γ·(x − μ)/√(σ² + ε) + β, `[…, C]`, or its positive part with ReLU. */
  readonly output: tf.Tensor;
  /** Mean and variance of each group, `[groups, C]`; the variance is biased. */
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
  if (hasKernel(batchNormName)) {
    const [output, mean, variance] = runKernel(batchNormName, { x, gamma, beta }, attributes);
    return { output: output!, mean: mean!, variance: variance! };
  }
  const groups = partsByGroup(x, attributes).map((part) => forwardGroup(part, gamma, beta, attributes));
  return {
    output: joined(groups.map(({ output }) => output)),
    mean: tf.stack(groups.map(({ mean }) => mean)),
    variance: tf.stack(groups.map(({ variance }) => variance)),
  };
}

function forwardGroup(
  x: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  { epsilon, activation }: BatchNormAttributes,
): Normalised {
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
  const parts = [dy, x, y].map((values) => partsByGroup(values, attributes));
  const [means, variances] = [tf.unstack(mean), tf.unstack(variance)];
  const groups = means.map((own, g) => {
    const [up, input, out] = parts.map((values) => values[g]!) as [tf.Tensor, tf.Tensor, tf.Tensor];
    return backwardGroup(up, input, out, gamma, own, variances[g]!, attributes);
  });
  return [
    joined(groups.map(({ dx }) => dx)),
    addAsTree(groups.map(({ dgamma }) => dgamma)),
    addAsTree(groups.map(({ dbeta }) => dbeta)),
  ];
}

function backwardGroup(
  dy: tf.Tensor,
  x: tf.Tensor,
  y: tf.Tensor,
  gamma: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
  { activation, epsilon }: BatchNormAttributes,
) {
  const rows = x.size / gamma.size;
  const masked = activation === 'relu' ? tf.mul(dy, tf.cast(tf.greater(y, 0), 'float32')) : dy;
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const normal = tf.mul(tf.sub(x, mean), inverse);
  const dbeta = tf.sum(masked, outerAxes(x));
  const dgamma = tf.sum(tf.mul(masked, normal), outerAxes(x));
  const centred = tf.sub(tf.sub(masked, tf.div(dbeta, rows)), tf.mul(normal, tf.div(dgamma, rows)));
  return { dx: tf.mul(tf.mul(gamma, inverse), centred), dgamma, dbeta };
}

/** Cuts `[rows, …]` into the rows of each group, of which an example may have several. */
function partsByGroup(values: tf.Tensor, { sizes }: BatchNormAttributes): tf.Tensor[] {
  return partsOf(values, rowsOfGroups(sizes, values.shape[0]!));
}

function joined(groups: readonly tf.Tensor[]): tf.Tensor {
  return groups.length === 1 ? groups[0]! : tf.concat([...groups]);
}

function outerAxes(x: tf.Tensor): number[] {
  return x.shape.slice(0, -1).map((_, axis) => axis);
}

/**
 * Moves the running statistics: running = (1 − m)·old + m·new. `seen` is summed over all `groups`
 * of the batch, whose mean is the new value; the layer's bias, which was left out, belongs to the
 * mean.
 */
export function moveRunning({ parameters, settings, mean, variance }: SeenStatistics, groups: number): void {
  const { batchNorm, bias } = parameters;
  if (!batchNorm) return;
  tf.tidy(() => {
    const mix = (old: tf.Variable, fresh: tf.Tensor) =>
      old.assign(tf.add(tf.mul(old, 1 - settings.momentum), tf.mul(fresh, settings.momentum)));
    mix(batchNorm.mean, tf.add(tf.div(mean, groups), bias));
    mix(batchNorm.variance, tf.div(variance, groups));
  });
}
