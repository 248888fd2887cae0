/**
 * The objective of classification: cross-entropy on the outputs, and the share of examples whose
 * class was found.
 */
import * as tf from '@tensorflow/tfjs-core';
import { topFiveFrom } from '../../tasks/classification.ts';
import { countUnanswered, noClass } from '../../tasks/unanswered.ts';
import { labelsOf, type Objective } from './objective.ts';
import { argMax, isAnswer, rankOf, rowLoss } from './rows.ts';

/**
 * Returns the cross-entropy of `logits` `[n, classes]` against class numbers in nats, summed and
 * divided by `batchSize`, by default n. Differentiable.
 */
export function crossEntropy(
  logits: tf.Tensor,
  labels: Int32Array,
  batchSize: number = labels.length,
): tf.Scalar {
  const target = tf.oneHot(tf.tensor1d(labels, 'int32'), logits.shape[1]!);
  const logProbabilities = tf.logSoftmax(logits as tf.Tensor2D);
  return tf.neg(tf.div(tf.sum(tf.mul(target, logProbabilities)), batchSize)) as tf.Scalar;
}

/** Number of places that count for the top-5 accuracy. */
const topPlaces = 5;

/**
 * The objective of classification. Its sums are hits, loss, hits among the first five, examples
 * with enough classes for those, and examples without an answer, whose loss is no number.
 */
export const classificationObjective: Objective = {
  output: (potentials) => potentials,
  loss: (potentials, targets, batchSize) => crossEntropy(potentials, labelsOf(targets), batchSize),
  sumCount: 5,
  judge: (outputs, rows, targets, sums) => {
    const labels = labelsOf(targets);
    const size = outputs.length / rows;
    const each = new Float32Array(rows);
    const classes = new Uint16Array(rows);
    for (let i = 0; i < rows; i++) {
      const row = outputs.subarray(i * size, (i + 1) * size);
      const label = labels[i]!;
      const answered = isAnswer(row);
      classes[i] = answered ? argMax(row) : noClass;
      each[i] = classes[i] === label ? 1 : 0;
      sums[0]! += each[i]!;
      sums[1]! += answered ? rowLoss(row, label) : Number.NaN;
      if (!answered) sums[4]!++;
      if (size < topFiveFrom) continue;
      sums[2]! += answered && rankOf(row, label) < topPlaces ? 1 : 0;
      sums[3]!++;
    }
    return { each, classes };
  },
  scores: (sums, count) => ({
    loss: sums[1]! / count,
    accuracy: sums[0]! / count,
    ...(sums[3]! > 0 ? { top5: sums[2]! / count } : {}),
    ...countUnanswered(sums[4]!),
  }),
};
