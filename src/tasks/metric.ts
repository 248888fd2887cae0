/**
 * Metrics say how a score is named, written and compared. A score is a plain number in a report;
 * its metric says what the number means. This file holds facts only, no tensors.
 */

/** Names a metric in {@link Scores}, in reports, in links to columns and in CSV headers. */
export type MetricId = string;

/**
 * The scores of a network on a set of examples, by metric: the mean `loss` that training lowers,
 * and the other metrics of its task. Values are in the metric's own unit; shares are 0…1.
 */
export type Scores = Readonly<Record<MetricId, number>> & { readonly loss: number };

export interface Metric {
  readonly id: MetricId;
  /** The name in running text, as “accuracy”. */
  readonly label: string;
  /** The name where space is short, as “acc.” or “MSE”. */
  readonly short: string;
  /** One sentence of help, with the formula if there is one. */
  readonly help: string;
  /** The unit that {@link write} puts behind the number: percent for a share, or nothing. */
  readonly unit: '' | '%' | 'dB' | 'nats';
  /** The range of values in reports and tables, as “0-1”. CSV headers give it in brackets. */
  readonly stored: string;
  readonly better: 'higher' | 'lower';
  /** The least and the greatest value that a score of this metric can have. */
  readonly range: readonly [least: number, greatest: number];
  /**
   * The axis on which differences are drawn: `logError` is the logarithm of 1 − value, for shares
   * near 1; `log` the logarithm of the value; `linear` the value.
   */
  readonly scale: 'logError' | 'log' | 'linear';
  /** Returns the smallest difference from `value` that is worth mentioning. */
  telling(value: number): number;
  /**
   * Writes a value with its unit, as “98.42 %”. Given the number of `examples` that it was measured
   * on, it writes no more digits than they allow.
   */
  write(value: number, examples?: number): string;
  /** Writes a difference of two values with its sign and unit, as “−0.12 points”. */
  writeDifference(difference: number, examples?: number): string;
}

/**
 * Returns how much better `value` is than `other`, in the metric's unit; above 0 when it is better.
 */
export function gainOver(metric: Pick<Metric, 'better'>, value: number, other: number): number {
  return metric.better === 'higher' ? value - other : other - value;
}

/** Returns whether `value` is better than `other`. */
export function isBetter(metric: Pick<Metric, 'better'>, value: number, other: number): boolean {
  return gainOver(metric, value, other) > 0;
}
