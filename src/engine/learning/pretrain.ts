/**
 * Pre-trains the analog network (§3.1): Adam on the task's loss, the rate divided by 10 at an
 * epoch, the best epoch on validation kept.
 */

import type { Scores } from '../../tasks/metric.ts';
import type { Examples } from '../examples/examples.ts';
import { type AnnNetwork, runLayers } from '../layers/ann.ts';
import { takeSnapshot, trainable } from '../layers/parameters.ts';
import { measure } from '../objectives/measure.ts';
import type { Objective } from '../objectives/objective.ts';
import { alone, type Crew } from '../work/crew.ts';
import { createRandom } from '../work/random.ts';
import type { Watch } from '../work/watch.ts';
import { createOptimiser } from './create-optimiser.ts';
import { type Trainee, trainEpoch } from './training.ts';

export interface PretrainSettings {
  readonly epochs: number;
  readonly learningRate: number;
  /** First epoch at a tenth of the rate; 0 is never. */
  readonly decayEpoch: number;
  readonly batchSize: number;
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
 * validation loss. Each member of a crew passes its own share of the examples.
 */
export async function pretrain(
  network: AnnNetwork,
  train: Examples,
  validation: Examples,
  objective: Objective,
  settings: PretrainSettings,
  watch: Watch,
  onEpoch: (epoch: PretrainEpoch) => Promise<void> | void,
  crew: Crew = alone,
): Promise<void> {
  const random = createRandom(settings.seed, 'pretraining shuffle');
  const trainee: Trainee = {
    variables: network.parameters.flatMap(trainable),
    prepare: ({ value }) => [value],
    objective,
    potentials: ([x]) => runLayers(network, x!, 0, 'train'),
  };
  const optimiser = createOptimiser(trainee.variables, network.parameters, crew);
  let kept = takeSnapshot(network.parameters);
  let best = Number.POSITIVE_INFINITY;
  try {
    for (let epoch = 1; epoch <= settings.epochs; epoch++) {
      const learningRate = rateAt(settings.learningRate, settings.decayEpoch, epoch);
      const phase = 'pretraining' as const;
      const trainLoss = await trainEpoch(
        trainee,
        train,
        { batchSize: settings.batchSize, learningRate, phase },
        optimiser,
        random,
        watch,
        crew,
      );
      const scores = await measure(({ value }) => runLayers(network, value, 0, 'infer'), validation, {
        objective,
        batchSize: settings.batchSize,
        phase: 'validating',
        watch,
        crew,
      });
      const improved = scores.loss < best;
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
