/**
 * Reads and writes the share link: a run's settings as a readable hash,
 * `#v=1&preset=mnist@1&ns=16`. It holds only what differs from an immutable preset revision. A
 * sweep adds its grid and number of seeds, `&grid=ns:1,2,4;tp:1,2&seeds=5`. A link names the
 * revision of the engine it was made with, `&engine=2`, and one with imported data or an imported
 * network the file that they were read from. It may also say how the page shows it
 * (`view-part.ts`). Decoding never throws: unusable parts are reported and replaced by the preset's
 * settings.
 */

import type { DataFile } from '../../datasets/own/data-file.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { engineRevision } from '../../engine/revision.ts';
import type { ModelSource } from '../../exchange/own-models.ts';
import { writeCount } from '../../tasks/writing.ts';
import { allowed, type FieldName, fieldNames, fields } from '../spec/fields.ts';
import { dividedByWorkers } from '../spec/former-groups.ts';
import { defaultPreset, findPreset, presetChoices } from '../spec/presets/presets.ts';
import { checkField, differingFields, presetSpec, type RunSpec, specVersion } from '../spec/spec.ts';
import { crossChecks } from '../spec/spec-checks.ts';
import { parseValue, shorten, valueText } from '../spec/value-text.ts';
import { decodeGrid, encodeGrid, sweepOver } from '../sweep/grid-text.ts';
import type { SweepSpec } from '../sweep/sweep.ts';
import { SweepError } from '../sweep/sweep-error.ts';
import { fileKeys, filePairs, takeFile } from './data-file.ts';
import { mended, withoutEnding } from './mended.ts';
import { modelKeys, modelPairs, takeModel } from './model-file.ts';
import { plainView, takeView, type ViewPart, viewKeys } from './view-part.ts';

export interface LinkProblem {
  /** The key as it stands in the link, or `link` for the whole of it. */
  readonly key: string;
  /** A message that names the field, its allowed range and what is used instead. */
  readonly message: string;
}

export interface DecodedLink {
  /** The spec, which is always valid. */
  readonly spec: RunSpec;
  /**
   * The sweep over {@link spec}, if the link asks for one and all of it can run; otherwise null.
   */
  readonly sweep: SweepSpec | null;
  /** Revision of the engine that the link was made with; that of today where there is no link. */
  readonly engine: number;
  /** The file of the spec's imported data set; null where the link names none. */
  readonly file: DataFile | null;
  /** What the spec's imported network was made from; null where the link names nothing. */
  readonly modelSource: ModelSource | null;
  /** How the page shows the experiment. */
  readonly view: ViewPart;
  readonly problems: readonly LinkProblem[];
}

export const maxLinkLength = 4096;

/** Largest number of problems that are reported one by one. */
const maxProblems = 20;

/** Keys that are no settings of a run. */
const ownKeys: readonly string[] = [
  ...['v', 'preset', 'engine', 'grid', 'seeds'],
  ...fileKeys,
  ...modelKeys,
  ...viewKeys,
];

const nameOfKey = new Map<string, FieldName>(fieldNames.map((name) => [fields[name].link, name]));

/** Returns a value as a message shows it. */
function told(value: RunSpec[FieldName]): string {
  return value === '' ? 'empty' : valueText(value);
}

/**
 * Returns the hash of a spec, `#` included. `engine` is the revision that computed or will compute
 * it; null leaves it out, for a text that names the settings alone. `file` is that of its imported
 * data, where a run knows it.
 */
export function encodeLink(
  spec: RunSpec,
  engine: number | null = engineRevision,
  file: DataFile | null = datasetShelf.sourceOf(spec.dataset),
): string {
  const base = presetSpec(spec.preset);
  const pairs = [
    ['v', String(specVersion)],
    ['preset', spec.preset],
    ...(engine === null ? [] : [['engine', String(engine)]]),
    ...differingFields(spec, base).map((name) => [fields[name].link, valueText(spec[name])]),
    ...(file ? filePairs(file) : []),
    ...modelPairs(spec.model),
  ];
  return `#${pairs.map(([key, value]) => `${key}=${encodeURIComponent(value!).replaceAll('%40', '@').replaceAll('%2C', ',')}`).join('&')}`;
}

/**
 * Returns the hash of a sweep: that of its base with the grid and the seeds. A list of hundreds of
 * values that are no range can make it longer than {@link maxLinkLength}; such a sweep travels as
 * its result file.
 */
export function encodeSweepLink(
  { base, axes, seeds }: SweepSpec,
  engine: number | null = engineRevision,
): string {
  const grid = encodeURIComponent(encodeGrid(axes)).replace(/%(3A|2C|3B|40)/g, decodeURIComponent);
  return `${encodeLink(base, engine)}&grid=${grid}${seeds === 1 ? '' : `&seeds=${seeds}`}`;
}

/**
 * Returns the spec that a hash asks for, with or without its `#`. A hash with problems is also read
 * as it was before a messenger changed it, if that makes better sense. Never throws.
 */
export function decodeLink(hash: string): DecodedLink {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  const read = decodeHash(text);
  // Encoding makes three characters of one.
  if (read.problems.length === 0 || text.length > 3 * maxLinkLength) return read;
  const whole = mended(text);
  const better = whole === text ? read : fewestProblems(decodeHash(whole), read);
  const ended = withoutEnding(whole);
  return ended === whole ? better : fewestProblems(better, decodeHash(ended));
}

/** Returns the reading with fewer problems; of two with as many, the first. */
function fewestProblems(first: DecodedLink, second: DecodedLink): DecodedLink {
  return second.problems.length < first.problems.length ? second : first;
}

/** What is read of a link that says nothing of it. */
const nothingMore = {
  ...{ sweep: null, engine: engineRevision, file: null, modelSource: null },
  view: plainView,
} as const;

function decodeHash(text: string): DecodedLink {
  const standard = presetSpec(defaultPreset);
  const refuse = (key: string, message: string): DecodedLink => ({
    ...nothingMore,
    spec: standard,
    problems: [{ key, message: `${message}; the settings of ${defaultPreset} are used` }],
  });
  if (text === '') return { ...nothingMore, spec: standard, problems: [] };
  if (text.length > maxLinkLength)
    return refuse(
      'link',
      `the link must have at most ${writeCount(maxLinkLength)} characters (got ${writeCount(text.length)})`,
    );
  const problems: LinkProblem[] = [];
  const pairs = splitPairs(text, problems);
  const version = pairs.get('v');
  // The keys of another version may mean something else.
  if (version !== undefined && version !== String(specVersion))
    return refuse('v', `v (version of the link) must be ${specVersion} (got “${shorten(version)}”)`);
  if (version === undefined)
    problems.push({
      key: 'v',
      message: `the link does not name its version; it is read as v=${specVersion}`,
    });
  const base = takePreset(pairs.get('preset'), problems);
  const engine = takeEngine(pairs.get('engine'), base.preset, problems);
  const wanted = takeSettings(pairs, base, engine, problems);
  const spec = settle(wanted, base, problems);
  const sweep = takeSweep(pairs, spec, problems);
  const file = takeFile(pairs, spec.dataset, problems);
  const modelSource = takeModel(pairs, spec.model, problems);
  const view = takeView(pairs, { network: spec.network, isSweep: sweep !== null }, problems);
  return { spec, sweep, engine, file, modelSource, view, problems: limited(problems) };
}

/** Returns the engine's revision of a link; one that names none is as old as its preset. */
function takeEngine(text: string | undefined, preset: string, problems: LinkProblem[]): number {
  const oldest = findPreset(preset)?.engine ?? 1;
  if (text === undefined) return oldest;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  problems.push({
    key: 'engine',
    message: `engine must be the number of a revision (got “${shorten(text)}”); it is left out`,
  });
  return oldest;
}

/** Returns keys and values, decoded. A key given twice is reported and left out. */
function splitPairs(text: string, problems: LinkProblem[]): Map<string, string> {
  const pairs = new Map<string, string>();
  const twice = new Set<string>();
  for (const part of text.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const rawKey = equals < 0 ? part : part.slice(0, equals);
    if (equals < 1) {
      problems.push({
        key: shorten(rawKey),
        message: `“${shorten(part)}” is not of the form key=value; it is left out`,
      });
      continue;
    }
    let key: string;
    let value: string;
    try {
      key = decodeURIComponent(rawKey);
      value = decodeURIComponent(part.slice(equals + 1));
    } catch {
      problems.push({
        key: shorten(rawKey),
        message: `${keyInWords(rawKey)} has a damaged percent sign (“${shorten(part)}”); it is left out`,
      });
      continue;
    }
    if (pairs.has(key)) twice.add(key);
    pairs.set(key, value);
  }
  for (const key of twice) {
    pairs.delete(key);
    problems.push({
      key: shorten(key),
      message: `${keyInWords(key)} is given more than once; it is left out`,
    });
  }
  return pairs;
}

/** Returns a key in words, with its field and the field's range if it has one. */
function keyInWords(key: string): string {
  const name = nameOfKey.get(key);
  return name ? `${name} (${key}, ${allowed(name)})` : `“${shorten(key)}”`;
}

function takePreset(id: string | undefined, problems: LinkProblem[]): RunSpec {
  const preset = id === undefined ? undefined : findPreset(id);
  if (id !== undefined && !preset)
    problems.push({
      key: 'preset',
      message: `preset must be one of ${presetChoices} (got “${shorten(id)}”); ${defaultPreset} is used`,
    });
  return presetSpec(preset?.id ?? defaultPreset);
}

/**
 * Returns the preset's settings with every single setting of the link that is in its range. A link
 * of an engine that divided a batch by its workers has as many groups, unless it names them.
 */
function takeSettings(
  pairs: ReadonlyMap<string, string>,
  base: RunSpec,
  engine: number,
  problems: LinkProblem[],
): RunSpec {
  const settings: Partial<Record<FieldName, unknown>> = {};
  for (const [key, text] of pairs) {
    if (ownKeys.includes(key)) continue;
    const name = nameOfKey.get(key);
    if (!name) {
      problems.push({
        key: shorten(key),
        message: `“${shorten(key)}” is no setting of a run; it is left out`,
      });
      continue;
    }
    const value = parseValue(fields[name], text);
    const message = checkField(name, value);
    if (message === null) settings[name] = value;
    else problems.push({ key, message: `${message}; ${told(base[name])} is used` });
  }
  const spec = { ...base, ...settings } as RunSpec;
  return dividedByWorkers(engine) && settings.groups === undefined ? { ...spec, groups: spec.workers } : spec;
}

/** Returns the sweep of a link, if there is one; null, with a problem, when it cannot run. */
function takeSweep(
  pairs: ReadonlyMap<string, string>,
  base: RunSpec,
  problems: LinkProblem[],
): SweepSpec | null {
  const grid = pairs.get('grid');
  const seeds = pairs.get('seeds');
  if (grid === undefined) {
    if (seeds !== undefined)
      problems.push({
        key: 'seeds',
        message: 'seeds is for a sweep, and the link has no grid; it is left out',
      });
    return null;
  }
  try {
    const count = seeds === undefined ? 1 : parseValue(fields.seed, seeds);
    return sweepOver(base, decodeGrid(grid), count);
  } catch (error) {
    if (!(error instanceof SweepError)) throw error;
    for (const message of error.problems)
      problems.push({ key: 'grid', message: `${message}; no sweep is set up` });
    return null;
  }
}

/**
 * Sets settings that contradict each other back to the preset. Terminates because the preset itself
 * breaks no rule.
 */
function settle(wanted: RunSpec, base: RunSpec, problems: LinkProblem[]): RunSpec {
  let spec = wanted;
  for (let [problem] = crossChecks(spec); problem; [problem] = crossChecks(spec)) {
    const differing = problem.fields.filter((name) => spec[name] !== base[name]);
    if (differing.length === 0) return base;
    // The method is what the link is about: it goes back only when nothing else can.
    const others = differing.filter((name) => name !== 'method');
    const changed = others.length > 0 ? others : differing;
    const used = changed.map((name) => `${name} ${told(base[name])}`).join(' and ');
    problems.push({
      key: fields[changed[0]!].link,
      message: `${problem.message}; the preset’s ${used} is used`,
    });
    spec = { ...spec, ...Object.fromEntries(changed.map((name) => [name, base[name]])) };
  }
  return Object.freeze(spec);
}

function limited(problems: readonly LinkProblem[]): readonly LinkProblem[] {
  if (problems.length <= maxProblems) return problems;
  const rest = problems.length - maxProblems + 1;
  return [
    ...problems.slice(0, maxProblems - 1),
    { key: 'link', message: `and ${rest} more problems in the link` },
  ];
}
