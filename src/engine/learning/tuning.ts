/**
 * Runs the epochs of one stage, for any trainee. Epoch 0 measures the network before any tuning;
 * epochs follow until the scheduler ends the stage; then the best parameters are reloaded,
 * statistics included (§4.2, Algorithm 1, design §4.8).
 */
import type { Scores } from '../../tasks/metric.ts';
import { type LayerParameters, takeSnapshot } from '../layers/parameters.ts';
import type { Crew } from '../work/crew.ts';
import type { Watch } from '../work/watch.ts';
import { createOptimiser } from './create-optimiser.ts';
import { rateAt } from './pretrain.ts';
import { afterEpoch, type SchedulerSettings, type SchedulerState, startScheduler } from './scheduler.ts';
import { type Trainee, type TrainingSet, trainEpoch } from './training.ts';

export interface TuningSettings extends SchedulerSettings {
  readonly learningRate: number;
  /**
   * The fine-tuning epoch of the run, counted over all stages from 1, from which the rate is a
   * tenth; 0 is never.
   */
  readonly decayEpoch: number;
  readonly batchSize: number;
  /** Number of groups of a batch; fewer where batch norm would see too little (groups.ts). */
  readonly groups: number;
}

/** The facts of an epoch that the loop itself knows. */
export interface TunedEpoch {
  /** Number of the epoch; 0 is measured before any tuning. */
  readonly epoch: number;
  readonly learningRate: number | null;
  readonly trainLoss: number | null;
  readonly validation: Scores;
  readonly scheduler: SchedulerState;
}

export interface TuningTask {
  readonly trainee: Trainee;
  /**
   * The layers that may change. They are kept from the best epoch, statistics included, together
   * with anything else that the trainee trains.
   */
  readonly learning: readonly LayerParameters[];
  readonly train: TrainingSet;
  validate(): Promise<Scores>;
  report(epoch: TunedEpoch): Promise<void> | void;
  /** Number of fine-tuning epochs of the run before this stage. */
  readonly epochsSoFar: number;
}

export interface Tuned {
  readonly before: Scores;
  /** Scores with the parameters that were kept. */
  readonly after: Scores;
  readonly scheduler: SchedulerState;
  /** Number of fine-tuning epochs of the run so far. */
  readonly epochs: number;
}

/**
 * Trains in place with a fresh Adam; every member of a crew calls it with the images of its own
 * groups.
 */
export async function tune(
  { trainee, learning, train, validate, report, epochsSoFar }: TuningTask,
  settings: TuningSettings,
  watch: Watch,
  crew: Crew,
): Promise<Tuned> {
  const before = await validate();
  let scheduler = startScheduler(settings, before);
  await report({ epoch: 0, learningRate: null, trainLoss: null, validation: before, scheduler });
  const optimiser = createOptimiser(trainee.variables, train.division, trainee.together, crew);
  let kept = takeSnapshot(learning, trainee.variables);
  let after = before;
  let epochs = epochsSoFar;
  try {
    while (!scheduler.ended) {
      epochs++;
      const learningRate = rateAt(settings.learningRate, settings.decayEpoch, epochs);
      const epochSettings = { learningRate, phase: 'training' as const };
      const trainLoss = await trainEpoch(trainee, train, epochSettings, optimiser, watch, crew);
      const validation = await validate();
      scheduler = afterEpoch(scheduler, validation, settings);
      if (scheduler.improved) {
        kept.dispose();
        kept = takeSnapshot(learning, trainee.variables);
        after = validation;
      }
      await report({ epoch: scheduler.epoch, learningRate, trainLoss, validation, scheduler });
    }
    kept.restore();
  } finally {
    kept.dispose();
    optimiser.dispose();
  }
  return { before, after, scheduler, epochs };
}
