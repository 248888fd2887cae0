/**
 * A task defines what a network learns and how it is judged. This file holds facts only; the loss
 * and the scores of each task are computed by its objective (`engine/objectives`), and its views
 * are in `workbench/tasks`.
 */
import type { Metric, MetricId, Scores } from './metric.ts';

/** Names a task in specs, links and reports. */
export type TaskId = string;

/**
 * The kind of answer that the examples of a task have: one of the data set's classes, the input
 * itself, an array beside each input, or the voices of which the input is the sum.
 */
export type TargetKind = 'class' | 'input' | 'array' | 'voices';

/**
 * The analog part that comes before the converted chain and stays unchanged after pre-training:
 * none, or an encoder of frames, opposite which a decoder stands at the end.
 */
export type FrontKind = 'none' | 'encoder';

/**
 * The analog part that follows the converted chain and stays unchanged: nothing, or a sigmoid of
 * its potentials.
 */
export type BackKind = 'linear' | 'sigmoid';

/** The facts of a data set that a task uses to decide which networks fit. */
export interface TaskExamples {
  readonly title: string;
  readonly inputShape: readonly number[];
  /** Class names, in the order of their numbers. */
  readonly classNames: readonly string[];
  /** Shape of the array beside each input; left out where there is none. */
  readonly targetShape?: readonly number[];
  /** What is known of the talkers, where the examples are speech. */
  readonly speech?: object;
}

/** What the examples of a task are called: “image”, “images”. */
export interface ExampleNoun {
  readonly one: string;
  readonly many: string;
}

export interface Task {
  readonly id: TaskId;
  readonly title: string;
  /** What its examples are called; images by default. */
  readonly noun?: ExampleNoun;
  /** One sentence, shown in the menu. */
  readonly summary: string;
  readonly targets: TargetKind;
  /** The part before the chain; none by default. */
  readonly front?: FrontKind;
  readonly back: BackKind;
  /** The loss that training lowers, with its unit: “cross-entropy”, “nats”. */
  readonly loss: Metric;
  /** The scores beside the loss, the lead score first. */
  readonly metrics: readonly Metric[];
  /**
   * The metric that charts draw, that the scheduler names and that decides which result is best.
   */
  readonly lead: MetricId;
  /** Whether the loss is the lead score under another name, so that views show it once. */
  readonly lossIsLead?: boolean;
  /** Returns the number of outputs of a network for these examples. */
  outputs(examples: TaskExamples): number;
  /**
   * Returns the reason why an output of `outputs` numbers does not fit the examples, or null when
   * it fits.
   */
  misfit(outputs: number, examples: TaskExamples): string | null;
}

/** Returns the metric that charts draw and that decides which result is best. */
export function leadMetric(task: Pick<Task, 'metrics' | 'lead'>): Metric {
  return task.metrics.find(({ id }) => id === task.lead)!;
}

/** Returns the lead score among `scores`, or NaN when it is missing. */
export function leadScore(task: Pick<Task, 'lead'>, scores: Scores): number {
  return scores[task.lead] ?? Number.NaN;
}

/**
 * Returns the metric of this id; the loss is one too. Throws a RangeError that names the existing
 * metrics when there is none.
 */
export function metricOf(task: Task, id: MetricId): Metric {
  const metric = [task.loss, ...task.metrics].find((known) => known.id === id);
  if (metric) return metric;
  const known = [task.loss, ...task.metrics].map((each) => each.id).join(', ');
  throw new RangeError(`${task.id} is measured by ${known} (got “${id}”)`);
}
