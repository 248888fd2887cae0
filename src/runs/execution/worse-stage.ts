/**
 * Warns of a stage that ends worse than it was converted. The best of its epochs is kept, and any
 * first epoch counts as an improvement (Algorithm 1), so tuning can make a network worse.
 */
import { taskOf } from '../../tasks/index.ts';
import { isBetter, type Scores } from '../../tasks/metric.ts';
import { leadMetric, leadScore } from '../../tasks/task.ts';
import type { RunSpec } from '../spec/spec.ts';

export interface EndedStage {
  readonly layer: string;
  /** Scores on the validation examples of epoch 0. */
  readonly before: Scores;
  /** Scores with the parameters that were kept. */
  readonly after: Scores;
}

/** Returns the warning, or null when the stage is no worse in its loss nor in its lead score. */
export function worseStage(
  { layer, before, after }: EndedStage,
  spec: Pick<RunSpec, 'task' | 'criterion' | 'validationCount'>,
): string | null {
  const task = taskOf(spec.task);
  const metric = leadMetric(task);
  const [was, is] = [leadScore(task, before), leadScore(task, after)];
  const worse = { loss: after.loss > before.loss, score: isBetter(metric, was, is) };
  if (!worse.loss && !worse.score) return null;
  const write = (score: number) => metric.write(score, spec.validationCount);
  const scores = `validation ${metric.label} ${write(was)} → ${write(is)}`;
  const losses = task.lossIsLead ? '' : `, loss ${before.loss.toPrecision(3)} → ${after.loss.toPrecision(3)}`;
  const figures = `${layer}: the stage ends worse than it was converted: ${scores}${losses}`;
  if (worse[spec.criterion]) return `${figures}. The setting keepUntuned lets it keep its epoch 0.`;
  const judged =
    spec.criterion === 'loss' ? 'loss, which did not rise' : `${metric.label}, which did not fall`;
  return `${figures}. Its epochs are judged by the ${judged} (criterion).`;
}
