/**
 * The adaptive training scheduler of one stage (Fig. 2D, Algorithm 1, design §4.8): a pure function
 * from one state to the next. The counter starts at 0, because Algorithm 1's 1 would give Tp = 1 no
 * epoch at all.
 */

import type { Metric, Scores } from '../../tasks/metric.ts';

export type Criterion = 'loss' | 'score';

export interface SchedulerSettings {
  /** The patience Tp, in epochs. */
  readonly patience: number;
  readonly maxEpochs: number;
  readonly criterion: Criterion;
  /** The score that the criterion `score` uses, and whether higher or lower is better. */
  readonly lead: Pick<Metric, 'id' | 'better'>;
  /**
   * Whether the network as it was converted, epoch 0, counts as the first best one. Otherwise any
   * first epoch is an improvement, as in Algorithm 1.
   */
  readonly keepUntuned?: boolean;
}

export interface SchedulerState {
  readonly epoch: number;
  /** Epochs since the last improvement. */
  readonly counter: number;
  readonly best: number;
  readonly bestEpoch: number;
  /** Whether the newest epoch is the best one. */
  readonly improved: boolean;
  readonly ended: 'patience' | 'maxEpochs' | null;
}

/** Returns the state before the first epoch. `untuned` are the scores of epoch 0. */
export function startScheduler(settings: SchedulerSettings, untuned: Scores): SchedulerState {
  const reached = settings.keepUntuned ? lowered(untuned, settings) : Number.NaN;
  return {
    epoch: 0,
    counter: 0,
    // A score that is no number is none to beat.
    best: Number.isNaN(reached) ? Number.POSITIVE_INFINITY : reached,
    bestEpoch: 0,
    improved: false,
    ended: settings.maxEpochs === 0 ? 'maxEpochs' : null,
  };
}

/** Returns the state after an epoch. Equality is no improvement. */
export function afterEpoch(
  state: SchedulerState,
  validation: Scores,
  settings: SchedulerSettings,
): SchedulerState {
  const score = lowered(validation, settings);
  const improved = score < state.best;
  const counter = improved ? 0 : state.counter + 1;
  const epoch = state.epoch + 1;
  const ended = counter >= settings.patience ? 'patience' : epoch >= settings.maxEpochs ? 'maxEpochs' : null;
  return {
    epoch,
    counter,
    best: improved ? score : state.best,
    bestEpoch: improved ? epoch : state.bestEpoch,
    improved,
    ended,
  };
}

/**
 * Returns the number that has to become smaller: the loss, or the lead score with its sign changed
 * if higher is better.
 */
function lowered(validation: Scores, { criterion, lead }: SchedulerSettings): number {
  switch (criterion) {
    case 'loss':
      return validation.loss;
    case 'score': {
      const score = validation[lead.id]!;
      return lead.better === 'higher' ? -score : score;
    }
  }
}
