/** Reads an option that is a whole number. */

import { SpecError } from '../src/runs/spec/spec.ts';
import { readWhole } from '../src/runs/spec/typed-number.ts';
import { writeCount } from '../src/tasks/writing.ts';

/**
 * Returns the number that was given for `option`, thousands in groups of three or not. Throws
 * {@link SpecError} that names the option and its range.
 */
export function wholeOption(option: string, text: string, least: number, most: number): number {
  const value = readWhole(text);
  if (value >= least && value <= most) return value;
  throw new SpecError([
    `${option} must be a whole number from ${writeCount(least)} to ${writeCount(most)} (got ${text})`,
  ]);
}
