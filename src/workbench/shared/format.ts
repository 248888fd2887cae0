/** Writes numbers for the inspectors: few digits, a unit, figures that line up. */

import { exampleNoun } from '../../tasks/example-words.ts';
import type { Task } from '../../tasks/task.ts';
import { writeCount } from '../../tasks/writing.ts';

/**
 * Metrics write a share in percent, and a difference of two in percentage points, in the same way.
 */
export { writePoints as points, writeShare as percent } from '../../tasks/writing.ts';

/** Keeps a number and its unit on one line. */
const space = '\u00a0';
const minus = '\u2212';

/** Writes a small share in percent, with as many digits as it takes to tell it from zero. */
export function smallPercent(share: number): string {
  if (share === 0) return `0${space}%`;
  if (share < 1e-5) return `<${space}0.001${space}%`;
  if (share < 9.95e-4) return `${(100 * share).toFixed(3)}${space}%`;
  return `${(100 * share).toFixed(share < 0.01 ? 2 : 1)}${space}%`;
}

/**
 * Writes three significant digits, never with an exponent for the sizes that activations and
 * potentials have.
 */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  const text =
    size >= 100 ? size.toFixed(0) : size >= 10 ? size.toFixed(1) : size >= 0.1 ? size.toFixed(2) : '';
  const digits = text || (size >= 1e-3 ? size.toPrecision(2) : size.toExponential(1));
  return `${value < 0 ? minus : ''}${digits}`;
}

/** Writes a threshold ϑ, which needs a digit more than activations do. */
export function threshold(value: number): string {
  return value >= 0.1 && value < 10 ? value.toFixed(3) : figure(value);
}

/** Returns only the number of one that is written with its unit behind it. */
export function withoutUnit(written: string): string {
  return written.replace(/\u00a0.*$/, '');
}

/** Writes a duration: 412 ms, 1.7 s. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000
    ? `${milliseconds.toFixed(0)}${space}ms`
    : `${(milliseconds / 1000).toFixed(1)}${space}s`;
}

/** Writes a whole number: 12,345. */
export function whole(value: number): string {
  return writeCount(Math.round(value));
}

/** Writes a whole number with its noun: 1 spike, 2 spikes. */
export function counted(value: number, noun: string): string {
  return `${whole(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** Says what scores were measured on: those on other examples are not the same figure. */
export function examplesWords(
  task: Pick<Task, 'noun'>,
  count: number,
  kind: 'validation' | 'test' = 'validation',
): string {
  return `on ${whole(count)} ${kind} ${exampleNoun(task).many}`;
}

/** Writes a short number for axes and bars: 850, 12.3 k, 4.56 M. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${(value / 1e9).toFixed(2)}${space}G`;
  if (size >= 1e6) return `${(value / 1e6).toFixed(2)}${space}M`;
  if (size >= 1e3) return `${(value / 1e3).toFixed(1)}${space}k`;
  return size >= 10 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1);
}

/**
 * Writes "0.9 … 2.4" for per-channel values, one figure if all are equal. Zeros are dead channels
 * and are left out.
 */
export function range(values: readonly number[], write: (value: number) => string = figure): string {
  const alive = values.filter((value) => value > 0);
  if (alive.length === 0) return '–';
  const low = write(Math.min(...alive));
  const high = write(Math.max(...alive));
  return low === high ? low : `${low}${space}…${space}${high}`;
}
