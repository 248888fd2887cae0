/**
 * Tasks: what a network learns and how it is judged. Facts only; the loss and the scores of each
 * task are computed by its objective (`engine/objectives`), its views are in `workbench/tasks`.
 */
import type { Metric, MetricId, Scores } from './metric.ts';

/** Names a task in specs, links and reports. */
export type TaskId = string;

/**
 * What the examples of a task are to be answered with: one of the data set's classes, the input
 * itself, or an array beside each input.
 */
export type TargetKind = 'class' | 'input' | 'array';

/**
 * What follows the converted chain, analog and unchanged: nothing, or a sigmoid of its potentials.
 */
export type BackKind = 'linear' | 'sigmoid';

/** What a task knows of a data set, to say which networks fit. */
export interface TaskExamples {
  readonly title: string;
  readonly inputShape: readonly number[];
  /** Class names, in the order of their numbers. */
  readonly classNames: readonly string[];
}

export interface Task {
  readonly id: TaskId;
  readonly title: string;
  /** One sentence for the menu. */
  readonly summary: string;
  readonly targets: TargetKind;
  readonly back: BackKind;
  /** The loss that training lowers, with its unit: “cross-entropy”, “nats”. */
  readonly loss: Metric;
  /** The scores beside the loss, the lead first. */
  readonly metrics: readonly Metric[];
  /** The metric that charts draw, that the scheduler names and that “best” means. */
  readonly lead: MetricId;
  /** Whether the loss is the lead score under another name, so that views show it once. */
  readonly lossIsLead?: boolean;
  /** The number of outputs of a network for these examples. */
  outputs(examples: TaskExamples): number;
  /** Says why an output of `outputs` numbers does not fit the examples, or null where it does. */
  misfit(outputs: number, examples: TaskExamples): string | null;
}

/** Returns the metric that charts draw and that “best” means. */
export function leadMetric(task: Pick<Task, 'metrics' | 'lead'>): Metric {
  return task.metrics.find(({ id }) => id === task.lead)!;
}

/** Returns the lead score among `scores`; NaN where they lack it. */
export function leadScore(task: Pick<Task, 'lead'>, scores: Scores): number {
  return scores[task.lead] ?? Number.NaN;
}

/**
 * Returns the metric of this id, the loss included. Throws a RangeError that names those there are.
 */
export function metricOf(task: Task, id: MetricId): Metric {
  const metric = [task.loss, ...task.metrics].find((known) => known.id === id);
  if (metric) return metric;
  const known = [task.loss, ...task.metrics].map((each) => each.id).join(', ');
  throw new RangeError(`${task.id} is measured by ${known} (got “${id}”)`);
}
