/**
 * Pre-trains the analog network (§3.1): Adam on the task's loss, the rate divided by 10 at an
 * epoch, the best epoch on validation kept.
 */

import type { AnalogLayer } from '../../networks/layer.ts';
import type { Scores } from '../../tasks/metric.ts';
import type { ExampleSet } from '../examples/example-set.ts';
import { ownBlocks } from '../examples/examples.ts';
import { type AnnNetwork, runLayers } from '../layers/ann.ts';
import { takeSnapshot, trainable } from '../layers/parameters.ts';
import { measure } from '../objectives/measure.ts';
import type { Objective } from '../objectives/objective.ts';
import { alone, type Crew } from '../work/crew.ts';
import type { Watch } from '../work/watch.ts';
import { createOptimiser } from './create-optimiser.ts';
import { type Trainee, trainEpoch } from './training.ts';
import { ownTraining } from './training-set.ts';

export interface PretrainSettings {
  readonly epochs: number;
  readonly learningRate: number;
  /** First epoch at a tenth of the rate; 0 is never. */
  readonly decayEpoch: number;
  /** Epochs in a row without a lower validation loss after which training ends; 0 is never. */
  readonly patience: number;
  readonly batchSize: number;
  /** Number of groups of a batch; fewer where batch norm would see too little (groups.ts). */
  readonly groups: number;
  readonly seed: number;
}

export interface PretrainEpoch {
  readonly epoch: number;
  readonly learningRate: number;
  readonly trainLoss: number;
  readonly validation: Scores;
  readonly best: boolean;
}

/**
 * Trains in place; afterwards the network holds the parameters of the epoch with the lowest
 * validation loss. Every member of a crew calls it with the same arguments.
 */
export async function pretrain(
  network: AnnNetwork<AnalogLayer>,
  train: ExampleSet,
  validation: ExampleSet,
  objective: Objective,
  settings: PretrainSettings,
  watch: Watch,
  onEpoch: (epoch: PretrainEpoch) => Promise<void> | void,
  crew: Crew = alone,
): Promise<void> {
  const own = ownTraining(network.layers, train, settings, 'pretraining shuffle', crew);
  const judged = ownBlocks(validation, settings.batchSize, crew);
  const trainee: Trainee = {
    variables: network.parameters.flatMap(trainable),
    together: true,
    prepare: ({ value }) => [value],
    objective,
    potentials: ([x], pass) => runLayers(network, x!, 0, pass),
  };
  const optimiser = createOptimiser(trainee.variables, own.division, trainee.together, crew);
  let kept = takeSnapshot(network.parameters);
  let best = Number.POSITIVE_INFINITY;
  let since = 0;
  try {
    for (let epoch = 1; epoch <= settings.epochs; epoch++) {
      const learningRate = rateAt(settings.learningRate, settings.decayEpoch, epoch);
      const phase = 'pretraining' as const;
      const trainLoss = await trainEpoch(trainee, own, { learningRate, phase }, optimiser, watch, crew);
      const scores = await measure(({ value }) => runLayers(network, value, 0, 'infer'), judged, {
        objective,
        batchSize: settings.batchSize,
        phase: 'validating',
        watch,
        crew,
      });
      const improved = scores.loss < best;
      since = improved ? 0 : since + 1;
      if (improved) {
        best = scores.loss;
        kept.dispose();
        kept = takeSnapshot(network.parameters);
      }
      await onEpoch({
        epoch,
        learningRate,
        trainLoss,
        validation: scores,
        best: improved,
      });
      if (settings.patience > 0 && since >= settings.patience) break;
    }
    kept.restore();
  } finally {
    kept.dispose();
    optimiser.dispose();
  }
}

/**
 * Returns the rate of an epoch; it falls to a tenth at `decayEpoch` (0: never). Epochs count from
 * 1.
 */
export function rateAt(rate: number, decayEpoch: number, epoch: number): number {
  return decayEpoch > 0 && epoch >= decayEpoch ? rate / 10 : rate;
}
