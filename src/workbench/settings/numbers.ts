/**
 * Writes and reads the numbers of settings, and holds the stops of the sliders through a wide
 * range.
 */
import { type FieldName, fields } from '../../runs/spec/fields.ts';
import { readDecimal, readWhole } from '../../runs/spec/typed-number.ts';
import { writeCount } from '../../tasks/writing.ts';

export const patienceStops = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20] as const;
export const learningRateStops = [1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2] as const;

/**
 * Writes plain figures if they are short, powers of ten if zeros would have to be counted:
 * `10,000`, `99.9`, `1e-4`. A number with a fraction has no groups: there a comma is decimal.
 */
export function writeNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-2) return value.toExponential().replace('e-0', 'e-');
  return Number.isInteger(value) ? writeCount(value) : String(value);
}

/**
 * Returns the number that was typed for a setting, or the text itself when it is none: what refuses
 * it can then show it. `language` decides which signs group thousands.
 */
export function readSetting(name: FieldName, text: string, language?: string): number | string {
  const value = fields[name].kind === 'number' ? readDecimal(text) : readWhole(text, language);
  return Number.isNaN(value) ? text : value;
}

/** Returns the index of the stop nearest to a value, by their ratio. */
export function nearestStop(stops: readonly number[], value: number): number {
  let best = 0;
  stops.forEach((stop, i) => {
    if (Math.abs(Math.log(stop / value)) < Math.abs(Math.log((stops[best] ?? 1) / value))) best = i;
  });
  return best;
}
