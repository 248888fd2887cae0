/** Runs one epoch of gradient steps on any trainee, alone or as one of a crew. */
import * as tf from '@tensorflow/tfjs-core';
import type { Arrival, Examples } from '../examples/examples.ts';
import { type TrainingPass, tensorsOf, trainingPass } from '../layers/training-pass.ts';
import type { Objective } from '../objectives/objective.ts';
import type { Crew } from '../work/crew.ts';
import { type Division, ownImages, passesOf, type Range } from '../work/groups.ts';
import type { Random } from '../work/random.ts';
import { DivergedError, type Phase, type Watch } from '../work/watch.ts';
import type { Optimiser, PassResult } from './optimiser.ts';

export interface EpochSettings {
  readonly learningRate: number;
  readonly phase: Phase;
}

export interface Trainee {
  readonly variables: readonly tf.Variable[];
  /** Whether several groups of a batch can go through it in one pass (layers/training-pass.ts). */
  readonly together: boolean;
  /**
   * Returns the values that stay constant in the step. They are computed outside the gradient and
   * freed after the step. Called inside a tidy.
   */
  prepare(arrival: Arrival): tf.Tensor[];
  /** Returns the potentials of the last layer in a training pass from what was prepared. */
  potentials(prepared: tf.Tensor[], pass: TrainingPass): tf.Tensor;
  /** The loss that is lowered. */
  readonly objective: Objective;
}

/** The training images of one member of a crew, and how all members divide them. */
export interface TrainingSet {
  /** The images of this member's groups. */
  readonly examples: Examples;
  readonly division: Division;
  /** The shuffles of all groups. */
  readonly shuffles: readonly Random[];
}

/**
 * Trains one epoch on fresh shuffles and returns the mean training loss, the same for every number
 * of workers. What does not fill a batch is left out, so that shapes stay constant. Throws
 * {@link DivergedError} when the loss is not finite, and a RangeError when there is no batch at
 * all.
 */
export async function trainEpoch(
  trainee: Trainee,
  { examples, division, shuffles }: TrainingSet,
  { learningRate, phase }: EpochSettings,
  optimiser: Optimiser,
  watch: Watch,
  crew: Crew,
): Promise<number> {
  const { batches, batchSize, groups } = division;
  if (batches === 0) throw new RangeError(`there are fewer training examples than a batch of ${batchSize}`);
  examples.beginPass();
  const passes = passesOf(division, crew, trainee.together);
  const first = ownImages(division, crew).from;
  const orders = new Map<number, Uint32Array>();
  for (const { from, count } of passes)
    for (let g = from; g < from + count; g++) {
      const { start, count: images } = groups[g]!;
      orders.set(
        g,
        shuffles[g]!.permutation(images).map((index) => start - first + index),
      );
    }
  const indicesOf = (g: number, b: number) => {
    const { size } = groups[g]!;
    return orders.get(g)!.subarray(b * size, (b + 1) * size);
  };
  let total = 0;
  for (let b = 0; b < batches; b++) {
    const parts = passes.map((range) => ({
      range,
      groups: Array.from({ length: range.count }, (_, i) => indicesOf(range.from + i, b)),
    }));
    const loss = await trainStep(trainee, examples, parts, { learningRate, batchSize }, optimiser);
    if (!Number.isFinite(loss))
      throw new DivergedError(
        `the training loss became ${loss} in batch ${b + 1} of ${batches}; try a lower learning rate`,
      );
    total += loss;
    await watch({ phase, batch: b + 1, batches });
  }
  return total / batches;
}

/** The examples of a pass: indices, group by group. */
export interface PassExamples {
  readonly range: Range;
  readonly groups: readonly ArrayLike<number>[];
}

/**
 * Takes one gradient step; returns the mean loss of the whole batch before it. The losses are
 * summed in double precision, group by group.
 */
export async function trainStep(
  trainee: Trainee,
  examples: Examples,
  parts: readonly PassExamples[],
  { learningRate, batchSize }: { readonly learningRate: number; readonly batchSize: number },
  optimiser: Optimiser,
): Promise<number> {
  const { objective } = trainee;
  const passes: PassResult[] = [];
  try {
    for (const part of parts) passes.push(await runPass(trainee, examples, part, batchSize));
    const sums = new Float64Array(objective.sumCount);
    for (const own of await optimiser.update(passes, learningRate))
      for (const [i, value] of own.entries()) sums[i]! += value;
    return objective.scores(sums, batchSize).loss;
  } finally {
    for (const { gradients, seen } of passes) tf.dispose([...Object.values(gradients), ...tensorsOf(seen)]);
  }
}

/** Goes forward and backward with some groups on the current parameters. */
async function runPass(
  { variables, prepare, potentials, objective }: Trainee,
  examples: Examples,
  { range, groups }: PassExamples,
  batchSize: number,
): Promise<PassResult> {
  const indices = groups.flatMap((own) => Array.from(own));
  const prepared = tf.tidy(() => prepare(examples.arrivalAt(indices)));
  const targets = examples.targetsAt(indices);
  const pass = trainingPass(groups.map(({ length }) => length));
  let outputs: tf.Tensor | undefined;
  const { value, grads } = tf.variableGrads(() => {
    const potential = potentials(prepared, pass);
    outputs = tf.keep(objective.output(potential, targets));
    return objective.loss(potential, targets, batchSize);
  }, [...variables]);
  try {
    const values = (await outputs!.data()) as Float32Array;
    const width = values.length / indices.length;
    let row = 0;
    const sums = groups.map((own) => {
      const of = new Float64Array(objective.sumCount);
      const rows = values.subarray(row * width, (row + own.length) * width);
      objective.judge(rows, own.length, examples.targetsAt(own), of);
      row += own.length;
      return of;
    });
    return { range, gradients: grads, seen: pass.seen, sums };
  } finally {
    tf.dispose([value, outputs!, ...prepared]);
  }
}
