/**
 * Sums over the groups of a batch: each group by itself, then added as a fixed tree
 * (kernels/training/tree.ts), so that a sum has the same bits however the groups are shared out.
 */
import * as tf from '@tensorflow/tfjs-core';
import { treeSumName } from '../../backends/kernels/training/groups.ts';
import { treeAdditions } from '../../backends/kernels/training/tree.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';

/** Returns the sum of tensors that belong to neighbouring groups, in order. */
export function addAsTree<T extends tf.Tensor>(groups: readonly T[]): T {
  const sums = [...groups];
  for (const { into, from } of treeAdditions(sums.length)) sums[into] = tf.add(sums[into]!, sums[from]!) as T;
  return sums[0]!;
}

/** Cuts `[N, …]` into the rows of each group. */
export function partsOf(values: tf.Tensor, sizes: readonly number[]): tf.Tensor[] {
  return sizes.length === 1 ? [values] : tf.split(values, [...sizes]);
}

/**
 * Returns the sum over the groups that `of` makes of the rows of each in `a` and `b`, `[N, …]`
 * both.
 */
export function sumOfGroups(
  a: tf.Tensor,
  b: tf.Tensor,
  sizes: readonly number[],
  of: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  if (sizes.length === 1) return of(a, b);
  return tf.tidy(() => {
    const others = partsOf(b, sizes);
    return addAsTree(partsOf(a, sizes).map((part, g) => of(part, others[g]!)));
  });
}

/** Returns Σ factor · row over the groups of `rows` `[groups, n]`, as `[n]`. */
export function sumOfRows(rows: tf.Tensor, factors: readonly number[]): tf.Tensor1D {
  return tf.tidy(() => {
    const weights = tf.tensor1d([...factors]);
    if (hasKernel(treeSumName))
      return runKernel(treeSumName, { rows, factors: weights }, {})[0] as tf.Tensor1D;
    const scaled = tf.mul(rows, tf.reshape(weights, [-1, 1]));
    return addAsTree(tf.unstack(scaled)) as tf.Tensor1D;
  });
}
