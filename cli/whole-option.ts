/** Reads an option that is a whole number. */

import { wholeFrom } from '../src/runs/spec/fields.ts';
import { SpecError } from '../src/runs/spec/spec.ts';
import { readWhole } from '../src/runs/spec/typed-number.ts';

/**
 * Returns the number that was given for `option`, thousands in groups of three or not. Throws
 * {@link SpecError} that names the option and its range.
 */
export function wholeOption(option: string, text: string, least: number, most: number): number {
  const value = readWhole(text);
  if (value >= least && value <= most) return value;
  throw new SpecError([`${option} must be ${wholeFrom({ min: least, max: most })} (got ${text})`]);
}
