/**
 * Reads and writes a grid as text, the same in link, form and command line: `ns:1,2,4;tp:1..3`. A
 * setting goes by its key in the link or its name; `a..b` are all whole numbers from a to b.
 * Decoding never throws: unreadable parts become problems in words.
 */

import { writeCount } from '../../tasks/writing.ts';
import { type Field, type FieldName, fields } from '../spec/fields.ts';
import type { RunSpec } from '../spec/spec.ts';
import { readWhole } from '../spec/typed-number.ts';
import { parseValue, shorten, valueText } from '../spec/value-text.ts';
import { axisNames, fieldNamed } from './axes.ts';
import { maxCells, parseSweep } from './plan.ts';
import { type SweepAxis, type SweepSpec, sweepVersion } from './sweep.ts';
import { SweepError } from './sweep-error.ts';

/** An axis as it was read. {@link parseSweep} decides whether its values are allowed. */
export interface ReadAxis {
  readonly field: string;
  readonly values: readonly unknown[];
}

export interface DecodedGrid {
  readonly axes: readonly ReadAxis[];
  readonly problems: readonly string[];
}

/** Number of values from which on a run of whole numbers is written as a range. */
const shortestRange = 4;

export function encodeGrid(axes: readonly SweepAxis[]): string {
  return axes.map(({ field, values }) => `${fields[field].link}:${encodeValues(field, values)}`).join(';');
}

function encodeValues(field: SweepAxis['field'], values: SweepAxis['values']): string {
  const [first] = values;
  const isRun =
    fields[field].kind === 'integer' && values.every((value, i) => value === (first as number) + i);
  if (isRun && values.length >= shortestRange) return `${first}..${values.at(-1)}`;
  return values.map((value) => valueText(value).replace(/[%,;:]/g, encodeURIComponent)).join(',');
}

/** Returns the axes of a whole grid, `ns:1,2,4;tp:1,2`. */
export function decodeGrid(text: string): DecodedGrid {
  const parts = text.split(';').filter((part) => part.trim() !== '');
  return decodeAxes(parts, ':', 'ns:1,2,4');
}

/**
 * Returns why the values of an axis, as they were typed, may have been meant as one number: in
 * `10,500` the comma may separate values or thousands. Returns null where there is no doubt.
 */
export function thousandsDoubt(name: FieldName, text: string): string | null {
  const field: Field = fields[name];
  if (field.kind !== 'integer' && field.kind !== 'limit') return null;
  const typed = text.trim();
  const one = typed.includes(',') ? readWhole(typed) : Number.NaN;
  if (!(one >= field.min && one <= field.max)) return null;
  return `${name}: “${shorten(typed)}” may be ${one} or the values ${typed.replaceAll(',', ' and ')}; write ${one}, or ${typed.replaceAll(',', ', ')}`;
}

/** Returns the axes of a command line, each `timeSteps=1,2,4`. */
export function decodeGridOptions(options: readonly string[]): DecodedGrid {
  return decodeAxes(options, '=', 'timeSteps=1,2,4');
}

function decodeAxes(parts: readonly string[], sign: string, example: string): DecodedGrid {
  const problems: string[] = [];
  const axes: ReadAxis[] = [];
  for (const part of parts.slice(0, maxCells)) {
    const cut = part.indexOf(sign);
    const name = part.slice(0, Math.max(0, cut)).trim();
    const field = fieldNamed(name);
    if (cut < 1) problems.push(`an axis of the grid is written as ${example} (got “${shorten(part)}”)`);
    else if (!field) problems.push(`“${shorten(name)}” is no setting; a grid takes ${axisNames()}`);
    else {
      const values = decodeValues(field, part.slice(cut + 1), problems);
      if (values) axes.push({ field, values });
    }
  }
  return { axes, problems };
}

/** Returns the values, or null when a problem was found. */
function decodeValues(name: FieldName, text: string, problems: string[]): unknown[] | null {
  const before = problems.length;
  const field: Field = fields[name];
  // A setting that may be empty has an empty value; others have none.
  const none = text === '' && !(field.kind === 'text' && field.minLength === 0);
  const values = none
    ? []
    : text.split(',').flatMap((part) => decodeValue(field, name, part.trim(), problems));
  return problems.length === before ? values : null;
}

function decodeValue(field: Field, name: FieldName, text: string, problems: string[]): unknown[] {
  const whole = field.kind === 'integer' || field.kind === 'limit';
  if (whole && /^0\d/.test(text)) {
    problems.push(
      `${name}: “${shorten(text)}” is no value; a comma separates values in a grid, so write thousands without one, as 10000`,
    );
    return [];
  }
  const [from = Number.NaN, to = Number.NaN, ...more] =
    field.kind === 'integer' && text.includes('..') ? text.split('..').map((end) => readWhole(end)) : [];
  if (more.length === 0 && from >= 0 && to >= 0) {
    if (to - from + 1 > maxCells)
      problems.push(
        `${name}: ${shorten(text)} is ${writeCount(to - from + 1)} values; at most ${writeCount(maxCells)}`,
      );
    else if (to < from)
      problems.push(`${name}: the range ${shorten(text)} runs backwards; write ${to}..${from}`);
    else return Array.from({ length: to - from + 1 }, (_, i) => from + i);
    return [];
  }
  const typed = whole ? readWhole(text) : Number.NaN;
  if (!Number.isNaN(typed)) return [typed];
  try {
    return [parseValue(field, decodeURIComponent(text))];
  } catch {
    problems.push(`${name} has a damaged percent sign in the grid (“${shorten(text)}”)`);
    return [];
  }
}

/**
 * Returns the sweep of a decoded grid over `base`. Throws {@link SweepError} with all that is
 * wrong.
 */
export function sweepOver(base: RunSpec, { axes, problems }: DecodedGrid, seeds: unknown): SweepSpec {
  try {
    const sweep = parseSweep({ version: sweepVersion, base, axes, seeds });
    if (problems.length === 0) return sweep;
  } catch (error) {
    if (!(error instanceof SweepError)) throw error;
    // A grid of which nothing could be read is not called empty as well.
    const more = problems.length > 0 && axes.length === 0 ? [] : error.problems;
    throw new SweepError([...problems, ...more]);
  }
  throw new SweepError(problems);
}
