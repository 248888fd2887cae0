/** Measures loss and scores of a network on a set of examples. */
import * as tf from '@tensorflow/tfjs-core';
import type { Scores } from '../../tasks/metric.ts';
import { type Arrival, type Examples, rangeOf } from '../examples/examples.ts';
import { alone, type Crew, sumInOrder } from '../work/crew.ts';
import type { Phase, Watch } from '../work/watch.ts';
import type { Objective } from './objective.ts';

export interface MeasureOptions {
  readonly objective: Objective;
  /** Number of examples of a block, which are computed and summed together. */
  readonly batchSize: number;
  readonly phase: Phase;
  readonly watch: Watch;
  /** The crew that measures the other examples; by default this worker is alone. */
  readonly crew?: Crew;
  /**
   * Is told the lead score of each example of a block, whose first is the `first` of `examples`.
   */
  readonly onJudged?: (first: number, each: Float32Array) => void;
}

/**
 * Returns the scores of a network over examples; with a crew, over the examples of all its members,
 * each of which has whole blocks. Sums run block by block, so scores do not depend on the crew.
 * `potentialsOf` computes the potentials of the last layer `[n, outputs]` from the input `[n, …]`.
 * Outputs are read once, at the end.
 */
export async function measure(
  potentialsOf: (arrival: Arrival) => tf.Tensor,
  examples: Examples,
  { objective, batchSize, phase, watch, crew = alone, onJudged }: MeasureOptions,
): Promise<Scores> {
  const batches = Math.ceil(examples.count / batchSize);
  const outputs: tf.Tensor[] = [];
  const rows: Float64Array[] = [];
  const { sumCount } = objective;
  const indicesOf = (b: number) => rangeOf(b * batchSize, batchSize, examples.count);
  try {
    for (let b = 0; b < batches; b++) {
      const indices = indicesOf(b);
      const targets = examples.targetsAt(indices);
      outputs.push(tf.tidy(() => objective.output(potentialsOf(examples.arrivalAt(indices)), targets)));
      await watch({ phase, batch: b + 1, batches });
    }
    for (const [b, batch] of outputs.entries()) {
      const values = (await batch.data()) as Float32Array;
      // The count of the block's examples stands behind its sums.
      const row = new Float64Array(sumCount + 1);
      row[sumCount] = batch.shape[0]!;
      const { each } = objective.judge(values, batch.shape[0]!, examples.targetsAt(indicesOf(b)), row);
      onJudged?.(b * batchSize, each);
      rows.push(row);
    }
  } finally {
    for (const batch of outputs) batch.dispose();
  }
  const sums = await sumInOrder(crew, rows, sumCount + 1);
  return objective.scores(sums.subarray(0, sumCount), sums[sumCount]!);
}
