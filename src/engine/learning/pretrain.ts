/**
 * Pre-trains the analog network (§3.1): Adam on the task's loss, the rate divided by 10 at an epoch
 * or halved where validation no longer improves, the best epoch on validation kept. A separator's
 * ends learn with its layers, on other mixtures in each epoch (§6.4).
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { Scores } from '../../tasks/metric.ts';
import type { ExampleSet } from '../examples/example-set.ts';
import { type Examples, inputExamples, ownBlocks } from '../examples/examples.ts';
import { type AnnNetwork, runLayers } from '../layers/ann.ts';
import { takeSnapshot, trainable } from '../layers/parameters.ts';
import { measure } from '../objectives/measure.ts';
import type { Objective } from '../objectives/objective.ts';
import { framesFor } from '../separation/ends.ts';
import { type Separator, separatorTrainable } from '../separation/separator.ts';
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
  /** Epochs in a row without a lower validation loss after which the rate is halved; 0 is never. */
  readonly halving: number;
  /** The largest norm of a gradient; a larger one is scaled down to it. 0 is any. */
  readonly clipNorm: number;
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

/** The ends of a separator that is trained, and the mixtures of each epoch. */
export interface TrainedFront {
  readonly separator: Separator;
  /** Draws `count` training mixtures from number `first` on, for an epoch; these count from 1. */
  draw(epoch: number, first: number, count: number): ExampleSet;
}

/** An analog network to be trained; the inputs of one with a front are signals. */
export interface PretrainedNetwork extends AnnNetwork {
  readonly front?: TrainedFront | undefined;
}

/**
 * Trains in place; afterwards the network holds the parameters of the epoch with the lowest
 * validation loss. Every member of a crew calls it with the same arguments.
 */
export async function pretrain(
  network: PretrainedNetwork,
  train: ExampleSet,
  validation: ExampleSet,
  objective: Objective,
  settings: PretrainSettings,
  watch: Watch,
  onEpoch: (epoch: PretrainEpoch) => Promise<void> | void,
  crew: Crew = alone,
): Promise<void> {
  const { front } = network;
  const own = ownTraining(network.layers, train, settings, 'pretraining shuffle', crew, (images) =>
    front ? drawnExamples(images, front) : inputExamples(images),
  );
  const judged = ownBlocks(validation, settings.batchSize, crew);
  const trainee: Trainee = {
    variables: [
      ...(front ? separatorTrainable(front.separator) : []),
      ...network.parameters.flatMap(trainable),
    ],
    // The gradients of the ends are sums over a pass, which must not hold several groups.
    together: !front,
    prepare: ({ value }) => [value],
    objective,
    potentials: ([x], pass) => runLayers(network, taken(front, x!), 0, pass),
  };
  const optimiser = createOptimiser(
    trainee.variables,
    own.division,
    trainee.together,
    crew,
    settings.clipNorm,
  );
  const snapshot = () => takeSnapshot(network.parameters, trainee.variables);
  let kept = snapshot();
  let best = Number.POSITIVE_INFINITY;
  let since = 0;
  let halvings = 0;
  try {
    for (let epoch = 1; epoch <= settings.epochs; epoch++) {
      const learningRate = rateAt(settings.learningRate, settings.decayEpoch, epoch) / 2 ** halvings;
      const phase = 'pretraining' as const;
      const trainLoss = await trainEpoch(trainee, own, { learningRate, phase }, optimiser, watch, crew);
      const scores = await measure(
        ({ value }) => runLayers(network, taken(front, value), 0, 'infer'),
        judged,
        {
          objective,
          batchSize: settings.batchSize,
          phase: 'validating',
          watch,
          crew,
        },
      );
      const improved = scores.loss < best;
      since = improved ? 0 : since + 1;
      if (improved) {
        best = scores.loss;
        kept.dispose();
        kept = snapshot();
      }
      await onEpoch({
        epoch,
        learningRate,
        trainLoss,
        validation: scores,
        best: improved,
      });
      if (settings.patience > 0 && since >= settings.patience) break;
      if (settings.halving > 0 && since > 0 && since % settings.halving === 0) halvings++;
    }
    kept.restore();
  } finally {
    kept.dispose();
    optimiser.dispose();
  }
}

/** Returns what the first layer takes of an input. */
function taken(front: TrainedFront | undefined, input: tf.Tensor): tf.Tensor {
  return front ? framesFor(front.separator, input) : input;
}

/** Returns as many mixtures as `images`, with the same numbers, drawn anew in each epoch. */
function drawnExamples({ first = 0, count }: ExampleSet, { draw }: TrainedFront): Examples {
  let epoch = 0;
  let drawn: Examples | null = null;
  const current = () => {
    if (drawn) return drawn;
    throw new RangeError('mixtures are drawn when an epoch begins');
  };
  return {
    count,
    arrivalAt: (indices) => current().arrivalAt(indices),
    targetsAt: (indices) => current().targetsAt(indices),
    beginPass: () => {
      epoch++;
      drawn = inputExamples(draw(epoch, first, count));
    },
  };
}

/**
 * Returns the rate of an epoch; it falls to a tenth at `decayEpoch` (0: never). Epochs count from
 * 1.
 */
export function rateAt(rate: number, decayEpoch: number, epoch: number): number {
  return decayEpoch > 0 && epoch >= decayEpoch ? rate / 10 : rate;
}
