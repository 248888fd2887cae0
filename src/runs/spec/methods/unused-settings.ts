/**
 * Finds settings that change nothing in a run and says so in words, because whoever chose one
 * should know.
 */
import { fieldNames, fields } from '../fields.ts';
import { findPreset } from '../presets/presets.ts';
import type { RunSpec } from '../run-spec.ts';
import type { FieldName } from '../settings.ts';
import { presentValue } from '../value-text.ts';
import type { Recipe } from './recipe.ts';
import { type Methods, methods } from './registry.ts';
import { isUsed, ofPretraining } from './used-settings.ts';

/** Settings that matter where something learns, in pre-training or by a method that trains. */
const ofLearning: readonly FieldName[] = ['groups', 'augmentation'];

/** Settings that a run uses and whose value changes no result. */
const ofMachine: readonly FieldName[] = ['workers', 'cacheMegabytes'];

const isOfPretraining = (name: FieldName) => ofPretraining.some((each) => each === name);

type Ran = Pick<RunSpec, 'method' | 'start'> & Partial<Pick<RunSpec, 'thresholdRule' | 'spikes'>>;

/** Returns whether a setting changes what a run of this spec computes. */
export function changesRun(name: FieldName, ran: Ran, { recipeOf }: Methods = methods): boolean {
  const { method, start } = ran;
  if (name === 'model') return start === 'checkpoint';
  if (start === 'checkpoint' && isOfPretraining(name)) return false;
  if (start === 'checkpoint' && ofLearning.includes(name)) return recipeOf(method).stages !== 'none';
  if (name === 'percentile' && isFitted(ran, recipeOf(method))) return false;
  if (isOfOtherSpikes(name, ran)) return false;
  return isUsed(name, recipeOf(method));
}

/** Returns whether bounds are found by least squares, which uses no percentile. */
function isFitted({ thresholdRule }: Ran, recipe: Recipe): boolean {
  return thresholdRule === 'leastSquares' && isUsed('thresholdRule', recipe);
}

/** The spikes that a setting belongs to. */
const spikesOf: Partial<Record<FieldName, RunSpec['spikes']>> = {
  settleSteps: 'signed',
  spikeLevels: 'graded',
};

/** Returns whether a setting belongs to spikes of another kind than the run has. */
export function isOfOtherSpikes(name: FieldName, { spikes = 'binary' }: Pick<Ran, 'spikes'>): boolean {
  const own = spikesOf[name];
  return own !== undefined && own !== spikes;
}

/**
 * Returns a sentence that says what does not use a setting, as “patience is not used by rate”, or
 * null when the run uses it.
 */
export function unusedWords(name: FieldName, spec: Ran, known: Methods = methods): string | null {
  if (changesRun(name, spec, known)) return null;
  if (name === 'model') return 'model is not used with start scratch';
  if (name === 'percentile' && isFitted(spec, known.recipeOf(spec.method)))
    return 'percentile is not used with thresholdRule leastSquares';
  if (isUsed(name, known.recipeOf(spec.method)) && isOfOtherSpikes(name, spec))
    return `${name} is not used with spikes ${spec.spikes ?? 'binary'}`;
  return isOfPretraining(name)
    ? `${name} is not used with start checkpoint`
    : `${name} is not used by ${spec.method}`;
}

/**
 * Returns what a preset gives a run beyond its settings: the network that ships with it. Two
 * presets may have the same one.
 */
function startOf({ preset, start, model }: RunSpec): string | null {
  if (start !== 'checkpoint' || model !== 'preset') return null;
  return findPreset(preset)?.checkpoint ?? preset;
}

/**
 * Returns a text of all that the result of a run of `spec` depends on: equal texts, equal results.
 */
export function effectKey(spec: RunSpec, known: Methods = methods): string {
  const names = fieldNames.filter((name) => !ofMachine.includes(name) && changesRun(name, spec, known));
  return JSON.stringify([
    startOf(spec),
    ...names.map((name) => [name, presentValue(fields[name], spec[name])]),
  ]);
}
