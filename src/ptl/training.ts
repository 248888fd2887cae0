/** One epoch of gradient steps, whatever is being trained. */
import * as tf from '@tensorflow/tfjs-core';
import type { Adam } from './adam.ts';
import { type Batch, batchAt, type LabelledImages } from './data.ts';
import { crossEntropy } from './loss.ts';
import type { Random } from './random.ts';
import { DivergedError, type Phase, type Watch } from './watch.ts';

export interface EpochSettings {
  readonly batchSize: number;
  readonly learningRate: number;
  readonly phase: Phase;
}

export interface Trainee {
  readonly variables: readonly tf.Variable[];
  /** What stays constant in the step, computed outside the gradient; freed after the step. */
  prepare(x: tf.Tensor4D): tf.Tensor[];
  /** Logits in training mode from what was prepared. */
  logits(prepared: tf.Tensor[]): tf.Tensor;
}

/**
 * Trains one epoch on a fresh shuffle and returns the mean training loss. A last batch smaller than the others is left out,
 * so that shapes stay constant. Throws {@link DivergedError} when the loss is not finite.
 */
export async function trainEpoch(
  trainee: Trainee,
  data: LabelledImages,
  { batchSize, learningRate, phase }: EpochSettings,
  adam: Adam,
  random: Random,
  watch: Watch,
): Promise<number> {
  const order = random.permutation(data.count);
  const batches = Math.floor(data.count / batchSize);
  let total = 0;
  for (let b = 0; b < batches; b++) {
    const batch = batchAt(data, order.subarray(b * batchSize, (b + 1) * batchSize));
    const loss = await trainStep(trainee, batch, learningRate, adam);
    if (!Number.isFinite(loss))
      throw new DivergedError(
        `the training loss became ${loss} in batch ${b + 1} of ${batches}; try a lower learning rate`,
      );
    total += loss;
    await watch({ phase, batch: b + 1, batches });
  }
  return total / batches;
}

/** One gradient step; returns the loss before it. Frees the batch. */
export async function trainStep(
  trainee: Trainee,
  batch: Batch,
  learningRate: number,
  adam: Adam,
): Promise<number> {
  const prepared = tf.tidy(() => trainee.prepare(batch.x));
  const { value, grads } = tf.variableGrads(
    () => crossEntropy(trainee.logits(prepared), batch.labels),
    [...trainee.variables],
  );
  adam.update(trainee.variables, grads, learningRate);
  const [loss] = await value.data();
  tf.dispose([value, ...Object.values(grads), ...prepared, batch.x]);
  return loss as number;
}
