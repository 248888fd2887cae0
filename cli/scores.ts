/** Writes scores for the command line: by their metric, in full digits, with plain spaces. */
import type { Metric, Scores } from '../src/tasks/metric.ts';
import type { Task } from '../src/tasks/task.ts';
import { writeCount } from '../src/tasks/writing.ts';

/** A number of examples that is large enough for every digit that a metric writes. */
const many = Number.POSITIVE_INFINITY;

/** Returns a score with its unit: “97.31 %” or “0.00755”. */
export function scoreText(metric: Metric, value: number): string {
  return metric.write(value, many).replaceAll('\u00a0', ' ');
}

/**
 * Returns a score with its number of examples, without which it cannot be compared with another:
 * “97.31 % of 1,000”.
 */
export function scoreOf(metric: Metric, value: number, examples: number): string {
  return `${scoreText(metric, value)} ${metric.unit === '%' ? 'of' : 'over'} ${writeCount(examples)}`;
}

/** Returns a difference of two scores with its sign and unit: “−0.12 points”. */
export function differenceText(metric: Metric, difference: number): string {
  return metric.writeDifference(difference, many).replaceAll('\u00a0', ' ');
}

/** Returns the number alone, for a column whose head has {@link unitOf the unit}: “97.31”. */
export function scoreNumber(metric: Metric, value: number): string {
  return scoreText(metric, value).replace(` ${metric.unit}`, '');
}

/** Returns the head of a column of such scores: “%”, or the metric’s short name. */
export function unitOf({ unit, short }: Metric): string {
  return unit === '' ? short : unit;
}

/** Returns a loss; one that falls by orders of magnitude has three digits. */
export function lossText({ scale }: Metric, value: number): string {
  return scale === 'log' ? value.toPrecision(3) : value.toFixed(4);
}

/** Returns the metric's name for several scores: “accuracies”. */
export function several({ label }: Metric): string {
  return `${label.replace(/y$/, 'ie')}s`;
}

/** Returns the metrics beside the lead that were measured. */
export function othersIn({ metrics, lead }: Task, scores: Scores): readonly Metric[] {
  return metrics.filter(({ id }) => id !== lead && scores[id] !== undefined);
}
