/** Cross-entropy on logits, and measuring a network on a set of images. */
import * as tf from '@tensorflow/tfjs-core';
import { batchFrom, type LabelledImages } from './data.ts';
import type { Phase, Watch } from './watch.ts';

/** Mean cross-entropy of `logits` `[n, classes]` against class numbers. Differentiable. */
export function crossEntropy(logits: tf.Tensor, labels: Int32Array): tf.Scalar {
  const target = tf.oneHot(tf.tensor1d(labels, 'int32'), logits.shape[1]!);
  const logProbabilities = tf.logSoftmax(logits as tf.Tensor2D);
  return tf.neg(tf.div(tf.sum(tf.mul(target, logProbabilities)), labels.length)) as tf.Scalar;
}

export interface Measured {
  readonly loss: number;
  /** 0…1; ties go to the lower class. */
  readonly accuracy: number;
}

export interface MeasureOptions {
  readonly batchSize: number;
  readonly phase: Phase;
  readonly watch: Watch;
}

/** Mean loss and accuracy of `logitsOf` (images `[n, h, w, c]` to logits `[n, classes]`) over a set. */
export async function measure(
  logitsOf: (x: tf.Tensor4D) => tf.Tensor,
  data: LabelledImages,
  { batchSize, phase, watch }: MeasureOptions,
): Promise<Measured> {
  const batches = Math.ceil(data.count / batchSize);
  let hits = 0;
  let loss = 0;
  for (let b = 0; b < batches; b++) {
    const { x, labels } = batchFrom(data, b * batchSize, batchSize);
    const logits = tf.tidy(() => logitsOf(x));
    const values = (await logits.data()) as Float32Array;
    const classes = logits.shape[1]!;
    tf.dispose([x, logits]);
    for (let i = 0; i < labels.length; i++) {
      const row = values.subarray(i * classes, (i + 1) * classes);
      if (argMax(row) === labels[i]) hits++;
      loss += rowLoss(row, labels[i]!);
    }
    await watch({ phase, batch: b + 1, batches });
  }
  return { loss: loss / data.count, accuracy: hits / data.count };
}

export function argMax(row: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < row.length; i++) if (row[i]! > row[best]!) best = i;
  return best;
}

/** −log softmax(row)[label], in double precision. */
function rowLoss(row: Float32Array, label: number): number {
  const top = row[argMax(row)]!;
  let sum = 0;
  for (const value of row) sum += Math.exp(value - top);
  return Math.log(sum) + top - row[label]!;
}

export function softmax(row: ArrayLike<number>): Float32Array {
  const top = row[argMax(row)]!;
  const powers = Float32Array.from(row, (value) => Math.exp(value - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((p) => p / sum);
}
