/** Lines of a score over the window, with a value for each step after which the answer is read. */
import type { Statistic } from '../../../runs/sweep/summary.ts';
import type { Metric } from '../../../tasks/metric.ts';

export interface AnytimeLine {
  readonly name: string;
  /** Entry t is the statistic after step t + 1. */
  readonly steps: readonly Statistic[];
}

/** Returns the steps that are labelled with their number: 1, 2, 4, … */
export function windowTicks(longest: number): number[] {
  return Array.from({ length: Math.floor(Math.log2(longest)) + 1 }, (_, i) => 2 ** i);
}

/** Describes a line in words, at the steps that are labelled with their number. */
export function toldSteps({ name, steps }: AnytimeLine, metric: Metric): string {
  const told = windowTicks(Math.max(1, steps.length)).map(
    (step) => `${step}: ${metric.write(steps[step - 1]!.mean).replaceAll('\u00a0', ' ')}`,
  );
  return `${name}: ${told.join(', ')}`;
}
