/**
 * The objective of reconstruction: a sigmoid of the last layer's potentials, and its mean squared
 * error against the input (§6.1).
 */
import * as tf from '@tensorflow/tfjs-core';
import { countUnanswered } from '../../tasks/unanswered.ts';
import { type Objective, valuesOf } from './objective.ts';
import { isAnswer } from './rows.ts';

/** The error of an example without an answer: the largest, since all values are from 0 to 1. */
const worst = 1;

/**
 * The objective of reconstruction. Its sums are the examples' mean squared errors, and the examples
 * without an answer.
 */
export const reconstructionObjective: Objective = {
  output: (potentials) => tf.sigmoid(potentials),
  loss: (potentials, targets, batchSize = potentials.shape[0]!) => {
    const wanted = tf.tensor(valuesOf(targets), potentials.shape);
    const errors = tf.square(tf.sub(tf.sigmoid(potentials), wanted));
    return tf.div(tf.sum(errors), (batchSize * potentials.size) / potentials.shape[0]!) as tf.Scalar;
  },
  sumCount: 2,
  judge: (outputs, rows, targets, sums) => {
    const wanted = valuesOf(targets);
    if (outputs.length !== wanted.length)
      throw new RangeError(`${outputs.length} outputs cannot be held against ${wanted.length} values`);
    const size = outputs.length / rows;
    const each = Float32Array.from({ length: rows }, (_, i) => {
      if (!isAnswer(outputs.subarray(i * size, (i + 1) * size))) {
        sums[0]! += worst;
        sums[1]!++;
        return worst;
      }
      let sum = 0;
      for (let k = i * size; k < (i + 1) * size; k++) sum += (outputs[k]! - wanted[k]!) ** 2;
      sums[0]! += sum / size;
      return sum / size;
    });
    return { each, classes: null };
  },
  scores: (sums, count) => ({
    loss: sums[0]! / count,
    mse: sums[0]! / count,
    ...countUnanswered(sums[1]!),
  }),
};
