/**
 * Turns any value into a sweep that can run: everything that is wrong with it is reported before
 * the first cell begins.
 */

import { writeCount } from '../../tasks/writing.ts';
import { completeSpec } from '../records/checks/spec.ts';
import { type FieldName, fieldNames, fields, type Settings } from '../spec/fields.ts';
import { checkField, type RunSpec, SpecError } from '../spec/spec.ts';
import { crossChecks } from '../spec/spec-checks.ts';
import { presentValue, shorten, valueText } from '../spec/value-text.ts';
import { axisNames, axisRefusal } from './axes.ts';
import { type LeftOut, type SweepAxis, type SweepCell, type SweepSpec, sweepVersion } from './sweep.ts';
import { SweepError } from './sweep-error.ts';

/**
 * Largest numbers of cells and of seeds. More are another week's work, and more than a page can
 * show.
 */
export const maxCells = 1000;
export const maxSeeds = 100;

/** Largest number of contradictory combinations that are named one by one. */
const maxNamed = 5;

/** Largest number of bad values of an axis that are named one by one. */
const maxValueProblems = 3;

/**
 * Validates any value as a sweep. Throws {@link SweepError} with every reason why it cannot run.
 * Combinations that break a rule are {@link leftOutOf left out}; when no others exist, that is such
 * a reason.
 */
export function parseSweep(value: unknown): SweepSpec {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SweepError(['a sweep must be an object with version, base, axes and seeds']);
  const given = value as Record<string, unknown>;
  if (given.version !== sweepVersion)
    throw new SweepError([
      `version of the sweep must be ${sweepVersion} (got ${shown(given.version)}); open it with the Spikewise that wrote it`,
    ]);
  const unknown = Object.keys(given).filter((key) => !['version', 'base', 'axes', 'seeds'].includes(key));
  const problems = unknown.map((key) => `“${shorten(key)}” is no part of a sweep`);
  const base = takeBase(given.base, problems);
  const axes = takeAxes(given.axes, problems);
  const seeds = takeSeeds(given.seeds, base, problems);
  // Counted, not built: a grid of a million cells is refused at once.
  const count = countCells(axes, seeds);
  if (count > BigInt(maxCells))
    problems.push(
      `the grid has ${grouped(count)} cells; at most ${grouped(BigInt(maxCells))} (give fewer values or seeds)`,
    );
  if (problems.length > 0 || !base) throw new SweepError(problems);
  const sweep: SweepSpec = Object.freeze({ version: sweepVersion, base, axes, seeds });
  if (cellsOf(sweep).length === 0) throw new SweepError(contradictions(leftOutOf(sweep)));
  return sweep;
}

function takeBase(value: unknown, problems: string[]): RunSpec | null {
  try {
    return completeSpec(value);
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    problems.push(...error.problems.map((problem) => `base: ${problem}`));
    return null;
  }
}

function takeSeeds(value: unknown, base: RunSpec | null, problems: string[]): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > maxSeeds) {
    problems.push(`seeds must be a whole number from 1 to ${maxSeeds} (got ${shown(value)})`);
    return 1;
  }
  const last = (base?.seed ?? 1) + value - 1;
  if (last > fields.seed.max)
    problems.push(
      `seeds: ${value} seeds from ${base?.seed} on end at ${last}, past ${fields.seed.max}; begin with a smaller seed`,
    );
  return value;
}

function takeAxes(value: unknown, problems: string[]): readonly SweepAxis[] {
  if (!Array.isArray(value)) {
    problems.push(`grid must be a list of axes (got ${shown(value)})`);
    return [];
  }
  if (value.length === 0) problems.push('the grid is empty; give at least one setting with its values');
  const axes: SweepAxis[] = [];
  for (const given of value.slice(0, fieldNames.length + 1)) {
    const axis = takeAxis(given, problems);
    if (!axis) continue;
    if (axes.some(({ field }) => field === axis.field))
      problems.push(`${axis.field} is given twice in the grid; put all its values in one axis`);
    else axes.push(axis);
  }
  if (value.length > fieldNames.length)
    problems.push(`the grid has ${value.length} axes; it names some twice`);
  return Object.freeze(axes);
}

function takeAxis(given: unknown, problems: string[]): SweepAxis | null {
  const { field, values } = (typeof given === 'object' && given !== null ? given : {}) as Partial<
    Record<keyof SweepAxis, unknown>
  >;
  if (typeof field !== 'string' || !(fieldNames as readonly string[]).includes(field)) {
    problems.push(`${shown(field)} is no setting; a grid takes ${axisNames()}`);
    return null;
  }
  const refusal = axisRefusal(field as FieldName);
  if (refusal !== null) {
    problems.push(refusal);
    return null;
  }
  const name = field as SweepAxis['field'];
  if (!Array.isArray(values) || values.length === 0) {
    problems.push(`${name} has no values in the grid; give at least one`);
    return null;
  }
  // Too many anyway, which is said of the whole grid.
  const present = values.map((value) => presentValue(fields[name], value));
  if (values.length <= maxCells) problems.push(...valueProblems(name, present));
  return Object.freeze({ field: name, values: Object.freeze(present) }) as SweepAxis;
}

function valueProblems(name: SweepAxis['field'], values: readonly unknown[]): string[] {
  const messages = values.map((value) => checkField(name, value)).filter((message) => message !== null);
  const seen = new Set<unknown>();
  const twice = new Set<unknown>();
  for (const value of values) (seen.has(value) ? twice : seen).add(value);
  const problems = [
    ...new Set(messages),
    ...[...twice].map((value) => `${name} has ${shown(value)} twice in the grid; give it once`),
  ];
  if (problems.length <= maxValueProblems) return problems;
  const rest = problems.length - maxValueProblems;
  return [...problems.slice(0, maxValueProblems), `and ${rest} more values of ${name} that cannot be used`];
}

/** Returns how many cells a grid has, exact for any number. */
export function countCells(axes: readonly { readonly values: readonly unknown[] }[], seeds: number): bigint {
  return axes.reduce((product, { values }) => product * BigInt(values.length), BigInt(seeds));
}

function combinations(axes: readonly SweepAxis[]): readonly Partial<Settings>[] {
  return axes.reduce<readonly Partial<Settings>[]>(
    (sofar, { field, values }) =>
      sofar.flatMap((settings) => values.map((value) => ({ ...settings, [field]: value }))),
    [{}],
  );
}

function contradictions(leftOut: readonly LeftOut[]): string[] {
  const named = leftOut.slice(0, maxNamed).map(({ key, reason }) => `cell ${key}: ${reason}`);
  const rest = leftOut.length - named.length;
  return rest > 0 ? [...named, `and ${rest} more combinations that contradict themselves`] : named;
}

/** Returns the settings of a combination in the link's words, `ns=4,tp=2`. */
export function settingsKey(settings: Partial<Settings>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${fields[name as FieldName].link}=${encodeURIComponent(valueText(value))}`)
    .join(',');
}

interface Plan {
  readonly cells: readonly SweepCell[];
  readonly leftOut: readonly LeftOut[];
}

/** Plans by sweep, because the page asks at every event of a sweep. */
const plans = new WeakMap<SweepSpec, Plan>();

function planOf(sweep: SweepSpec): Plan {
  const known = plans.get(sweep);
  if (known) return known;
  const { base, axes, seeds } = sweep;
  const cells: SweepCell[] = [];
  const leftOut: LeftOut[] = [];
  for (const settings of combinations(axes)) {
    // No rule looks at the seed.
    const [problem] = crossChecks({ ...base, ...settings });
    if (problem) leftOut.push({ key: settingsKey(settings), reason: problem.message });
    else
      for (let i = 0; i < seeds; i++) {
        const seeded = { ...settings, seed: base.seed + i };
        cells.push({
          key: settingsKey(seeded),
          index: cells.length,
          spec: Object.freeze({ ...base, ...seeded }),
        });
      }
  }
  const plan = { cells, leftOut };
  plans.set(sweep, plan);
  return plan;
}

/** Returns every run of the sweep: the first axis is the outermost, the seed the innermost. */
export function cellsOf(sweep: SweepSpec): readonly SweepCell[] {
  return planOf(sweep).cells;
}

/**
 * Returns the combinations that break a rule and do not run, as a method with a window it cannot
 * take.
 */
export function leftOutOf(sweep: SweepSpec): readonly LeftOut[] {
  return planOf(sweep).leftOut;
}

/** Returns the differences of two sweeps, in words; empty when their cells are the same. */
export function sweepDifferences(there: SweepSpec, wanted: SweepSpec): string[] {
  const axes = (sweep: SweepSpec) =>
    sweep.axes.map(({ field, values }) => `${field}=${values.map(valueText).join(',')}`).join(' ');
  // A base's own value of an axis reaches no cell.
  const varied = new Set<FieldName>([...there.axes, ...wanted.axes].map(({ field }) => field));
  const difference = (what: string, a: unknown, b: unknown) =>
    a === b ? [] : [`${what}: ${shown(a)} there, ${shown(b)} wanted`];
  return [
    ...difference('preset', there.base.preset, wanted.base.preset),
    ...difference('grid', axes(there), axes(wanted)),
    ...difference('seeds', there.seeds, wanted.seeds),
    ...fieldNames
      .filter((name) => !varied.has(name))
      .flatMap((name) => difference(name, there.base[name], wanted.base[name])),
  ];
}

function grouped(count: bigint): string {
  const text = String(count);
  return text.length > 30 ? `about 10^${text.length - 1}` : writeCount(count);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `“${value.length > 120 ? `${value.slice(0, 120)}…` : value}”`;
  if (value === undefined) return 'nothing';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
