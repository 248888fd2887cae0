/** The options that name a run: preset, link and single settings. */

import { DataError } from '../src/datasets/dataset.ts';
import { findDataset } from '../src/datasets/index.ts';
import { datasetShelf } from '../src/datasets/own/shelf.ts';
import { ExchangeError } from '../src/exchange/error.ts';
import { modelShelf, presetModel } from '../src/exchange/own-models.ts';
import { isOwnBeginning } from '../src/exchange/own-shelf.ts';
import { type DecodedLink, decodeLink } from '../src/runs/link/link.ts';
import { hashOf } from '../src/runs/link/mended.ts';
import { linkOfOtherEngine } from '../src/runs/records/other-engine.ts';
import { type FieldName, fieldNames, fields } from '../src/runs/spec/fields.ts';
import { defaultPreset } from '../src/runs/spec/presets/presets.ts';
import { parseSpec, presetSpec, type RunSpec, SpecError } from '../src/runs/spec/spec.ts';
import { settingsOfModel } from '../src/runs/spec/start-network.ts';
import { readDecimal, readWhole } from '../src/runs/spec/typed-number.ts';
import { presentValue } from '../src/runs/spec/value-text.ts';

export interface SpecOptions {
  readonly preset?: string;
  readonly link?: string;
  readonly set?: readonly string[];
}

/**
 * Returns the spec of a link or preset with `--set name=value …` on top. Throws {@link SpecError}
 * naming field and range, or when the link asks for a sweep and the command is not one, and {@link
 * DataError} when it names imported data that are not here.
 */
export function specOf(options: SpecOptions, command: 'run' | 'sweep' = 'run'): RunSpec {
  return withData(parseSpec(settingsOf(options, command)));
}

/**
 * Does the same as {@link specOf}, for a command that trains the analog network from scratch and
 * converts nothing.
 */
export function pretrainSpecOf(options: SpecOptions): RunSpec {
  return withData(parseSpec({ ...settingsOf(options, 'run'), start: 'scratch' }, 'pretraining'));
}

function settingsOf(options: SpecOptions, command: 'run' | 'sweep') {
  const set = Object.fromEntries((options.set ?? []).map(setting));
  return { ...baseSpec(options, command), ...ofModel(set.model), ...set };
}

/** Returns the settings that follow from an imported network, where they are not set themselves. */
function ofModel(id: unknown): Partial<RunSpec> {
  const model = typeof id === 'string' ? modelShelf.find(id) : undefined;
  return model ? settingsOfModel(model) : {};
}

/**
 * Returns the spec. Throws a {@link DataError} when it names imported data or an imported network
 * that are not here.
 */
function withData(spec: RunSpec): RunSpec {
  const { start, model } = spec;
  if (start === 'checkpoint' && model !== presetModel && !modelShelf.find(model))
    throw new DataError(`${modelShelf.missingWords(model)} (ptl import).`);
  if (!findDataset(spec.dataset))
    throw new DataError(`${datasetShelf.missingWords(spec.dataset)} (ptl data import).`);
  return spec;
}

/** The settings that a run may get anew when it goes on: they change no result. */
const ofMachine: readonly FieldName[] = ['workers', 'cacheMegabytes'];

/**
 * Returns the spec with which a run that was cut off goes on. Throws {@link SpecError} for a
 * setting that would make it another run.
 */
export function resumedSpec(spec: RunSpec, set: readonly string[] = []): RunSpec {
  const others = chosenIn({ set }).filter((name) => !ofMachine.includes(name));
  if (others.length > 0)
    throw new SpecError([
      `a run goes on as it began: --set takes ${ofMachine.join(' and ')} with --resume (got ${others.join(', ')})`,
    ]);
  return withData(parseSpec({ ...spec, ...Object.fromEntries(set.map(setting)) }));
}

/** Returns the settings that were given one by one. */
export function chosenIn({ set }: SpecOptions): FieldName[] {
  return [...new Set((set ?? []).map((pair) => setting(pair)[0]))];
}

/**
 * Does the same as {@link specOf}, for a command that inspects PTL's conversion without
 * fine-tuning. Throws {@link SpecError} for another method.
 */
export function untunedSpecOf(options: SpecOptions, command: string): RunSpec {
  const spec = specOf(options);
  refuseOtherMethods(spec, command);
  return spec;
}

export function refuseOtherMethods({ method }: Pick<RunSpec, 'method'>, command: string): void {
  if (method !== 'ptl')
    throw new SpecError([
      `method must be ptl: ${command} looks into its conversion without fine-tuning (got "${method}")`,
    ]);
}

/**
 * Reads a link, or its part from # on, and says on the terminal when it is of another engine.
 * Throws {@link SpecError} with all its problems.
 */
export function linkIn(link: string): DecodedLink {
  const decoded = decodeLink(hashOf(link));
  if (decoded.problems.length > 0) throw new SpecError(decoded.problems.map((problem) => problem.message));
  if (decoded.file) datasetShelf.note(decoded.spec.dataset, decoded.file);
  if (decoded.modelSource && !modelShelf.find(decoded.spec.model))
    modelShelf.note(decoded.spec.model, decoded.modelSource);
  const engine = linkOfOtherEngine(decoded.engine);
  if (engine) console.error(engine);
  return decoded;
}

function baseSpec({ preset, link }: SpecOptions, command: 'run' | 'sweep'): RunSpec {
  if (link === undefined) return presetSpec(preset ?? defaultPreset);
  if (preset !== undefined)
    throw new SpecError(['--preset and --link name two different runs; give one of them']);
  const { spec, sweep } = linkIn(link);
  if (sweep && command !== 'sweep')
    throw new SpecError([
      'the link asks for a sweep: run it with the command sweep, or leave out its grid and seeds',
    ]);
  return spec;
}

function setting(pair: string): [FieldName, unknown] {
  const cut = pair.indexOf('=');
  const name = pair.slice(0, cut) as FieldName;
  if (cut < 1) throw new SpecError([`--set takes name=value, as timeSteps=16 (got ${JSON.stringify(pair)})`]);
  if (!fieldNames.includes(name))
    throw new SpecError([`${JSON.stringify(name)} is no setting; settings are ${fieldNames.join(', ')}`]);
  return [name, parsed(name, pair.slice(cut + 1))];
}

function parsed(name: FieldName, text: string): unknown {
  switch (fields[name].kind) {
    case 'integer':
    case 'limit':
      return orText(readWhole(text), text);
    case 'number':
      return orText(readDecimal(text), text);
    case 'switch':
      return text === 'on' || text === 'true' ? true : text === 'off' || text === 'false' ? false : text;
    case 'choice':
      if (name === 'dataset' && isOwnBeginning(text)) return datasetShelf.wholeId(text);
      if (name === 'model' && isOwnBeginning(text)) return orDataError(() => modelShelf.wholeId(text));
      return presentValue(fields[name], text);
    case 'text':
      return presentValue(fields[name], text);
  }
}

function orDataError<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof ExchangeError ? new DataError(error.message) : error;
  }
}

/** Returns the number, or the text that is none, for its message. */
function orText(value: number, text: string): number | string {
  return Number.isNaN(value) ? text : value;
}
