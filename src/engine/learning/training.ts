/** Runs one epoch of gradient steps on any trainee, alone or as one of a crew. */
import * as tf from '@tensorflow/tfjs-core';
import type { Arrival, Examples } from '../examples/examples.ts';
import type { Objective } from '../objectives/objective.ts';
import { type Crew, shareOf, sumOver } from '../work/crew.ts';
import type { Random } from '../work/random.ts';
import { DivergedError, type Phase, type Watch } from '../work/watch.ts';
import type { Optimiser } from './optimiser.ts';

export interface EpochSettings {
  /** Batch size of all members of the crew together. */
  readonly batchSize: number;
  readonly learningRate: number;
  readonly phase: Phase;
}

export interface Trainee {
  readonly variables: readonly tf.Variable[];
  /**
   * Returns the values that stay constant in the step. They are computed outside the gradient and
   * freed after the step. Called inside a tidy.
   */
  prepare(arrival: Arrival): tf.Tensor[];
  /** Returns the potentials of the last layer in training mode from what was prepared. */
  potentials(prepared: tf.Tensor[]): tf.Tensor;
  /** The loss that is lowered. */
  readonly objective: Objective;
}

/**
 * Trains one epoch on a fresh shuffle and returns the mean training loss. Each member shuffles its
 * own examples and gives its share of every batch. A last batch smaller than the others is left
 * out, so that shapes stay constant. Throws {@link DivergedError} when the loss is not finite.
 */
export async function trainEpoch(
  trainee: Trainee,
  examples: Examples,
  { batchSize, learningRate, phase }: EpochSettings,
  optimiser: Optimiser,
  random: Random,
  watch: Watch,
  crew: Crew,
): Promise<number> {
  examples.beginPass();
  const order = random.permutation(examples.count);
  const { count: own } = shareOf(batchSize, crew);
  const batches = await leastOver(crew, Math.floor(examples.count / own));
  const share = own / batchSize;
  let total = 0;
  for (let b = 0; b < batches; b++) {
    const indices = order.subarray(b * own, (b + 1) * own);
    const loss = await trainStep(trainee, examples, indices, { learningRate, share }, optimiser);
    if (!Number.isFinite(loss))
      throw new DivergedError(
        `the training loss became ${loss} in batch ${b + 1} of ${batches}; try a lower learning rate`,
      );
    total += loss;
    await watch({ phase, batch: b + 1, batches });
  }
  const [sum] = await sumOver(crew, [total * share]);
  return sum! / batches;
}

/** Returns the smallest of a whole number that differs by at most a little between members. */
async function leastOver(crew: Crew, value: number): Promise<number> {
  if (crew.size === 1) return value;
  const received = await crew.exchange(Array.from({ length: crew.size }, () => Float32Array.of(value)));
  return Math.min(...received.map(([theirs]) => theirs!));
}

/**
 * Takes one gradient step on the examples at `indices`, which are `share` of the whole batch;
 * returns their mean loss before it.
 */
export async function trainStep(
  trainee: Trainee,
  examples: Examples,
  indices: ArrayLike<number>,
  { learningRate, share }: { learningRate: number; share: number },
  optimiser: Optimiser,
): Promise<number> {
  const prepared = tf.tidy(() => trainee.prepare(examples.arrivalAt(indices)));
  const targets = examples.targetsAt(indices);
  const { value, grads } = tf.variableGrads(
    () => trainee.objective.loss(trainee.potentials(prepared), targets),
    [...trainee.variables],
  );
  try {
    await optimiser.update(grads, learningRate, share);
    return (await value.data())[0] as number;
  } finally {
    tf.dispose([value, ...Object.values(grads), ...prepared]);
  }
}
