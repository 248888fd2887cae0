/** Cross-entropy on logits, and measuring a network on a set of images. */
import * as tf from '@tensorflow/tfjs-core';
import { type Arrival, type Examples, rangeOf } from '../examples/examples.ts';
import { alone, type Crew, sumOver } from '../work/crew.ts';
import type { Phase, Watch } from '../work/watch.ts';

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
  /** Who measures the other examples; alone when left out. */
  readonly crew?: Crew;
}

/**
 * Mean loss and accuracy of `logitsOf` (what arrives `[n, …]` to logits `[n, classes]`) over
 * examples; with a crew, over those of all its members. Logits are read once, at the end.
 */
export async function measure(
  logitsOf: (arrival: Arrival) => tf.Tensor,
  examples: Examples,
  { batchSize, phase, watch, crew = alone }: MeasureOptions,
): Promise<Measured> {
  const batches = Math.ceil(examples.count / batchSize);
  const logits: tf.Tensor2D[] = [];
  let hits = 0;
  let loss = 0;
  try {
    for (let b = 0; b < batches; b++) {
      const indices = rangeOf(b * batchSize, batchSize, examples.count);
      logits.push(tf.tidy(() => logitsOf(examples.arrivalAt(indices)) as tf.Tensor2D));
      await watch({ phase, batch: b + 1, batches });
    }
    for (const [b, batch] of logits.entries()) {
      const values = (await batch.data()) as Float32Array;
      const classes = batch.shape[1]!;
      for (let i = 0; i < batch.shape[0]!; i++) {
        const row = values.subarray(i * classes, (i + 1) * classes);
        const label = examples.labels[b * batchSize + i]!;
        if (argMax(row) === label) hits++;
        loss += rowLoss(row, label);
      }
    }
  } finally {
    tf.dispose(logits);
  }
  const [sumHits, sumLoss, count] = await sumOver(crew, [hits, loss, examples.count]);
  return { loss: sumLoss! / count!, accuracy: sumHits! / count! };
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
