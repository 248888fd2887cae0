/**
 * Evaluates the trials of some changes, and chooses the one to suggest. This file holds facts only,
 * no tensors.
 */
import { gainOver, type Metric } from '../../tasks/metric.ts';
import type { SettingChange, Verdict } from './verdict.ts';

/** The result of a trial. Scores are those of the task's lead metric. */
export interface SettingTrial {
  readonly change: SettingChange;
  readonly score: number;
  /** Gain over the current settings: above 0 when the score is better. */
  readonly effect: number;
  /** Half the 95 % interval of `effect` for these examples, which judge both networks. */
  readonly margin: number;
}

export interface Trials {
  readonly examples: number;
  /** The score with the current settings. */
  readonly score: number;
  readonly trials: readonly SettingTrial[];
}

/** Returns the mean and margin of the paired gains of `after` over `before`. */
export function gainOf(
  metric: Pick<Metric, 'better'>,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): { effect: number; margin: number } {
  const count = Math.max(1, before.length);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < before.length; i++) {
    const gain = gainOver(metric, after[i]!, before[i]!);
    sum += gain;
    squares += gain * gain;
  }
  const effect = sum / count;
  const variance = Math.max(0, squares / count - effect * effect);
  return { effect, margin: 1.96 * Math.sqrt(variance / count) };
}

/**
 * Returns the trial to suggest: the best of a verdict's candidates, the earlier one when they are
 * about equal, or null when none helps.
 */
export function bestTrial(
  verdict: Verdict,
  { trials, score }: Trials,
  lead: Pick<Metric, 'telling'>,
): SettingTrial | null {
  // A later candidate, which costs more or changes more, must be clearly better.
  const clearly = lead.telling(score);
  const helpful = verdict.candidates.flatMap((candidate) =>
    trials.filter(
      ({ change, effect }) =>
        change.field === candidate.field && change.value === candidate.value && effect > 0,
    ),
  );
  return helpful.reduce<SettingTrial | null>(
    (most, trial) => (most === null || trial.effect > most.effect + clearly ? trial : most),
    null,
  );
}
