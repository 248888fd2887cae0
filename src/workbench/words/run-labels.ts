/** Tells compared runs apart by the settings in which they are not all alike. */

import type { RunSummary } from '../../runs/records/run-store.ts';
import { type FieldName, fieldNames, fields } from '../../runs/spec/fields.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { isUsed } from '../../runs/spec/methods/used-settings.ts';
import { changeWords } from '../../runs/spec/run-name.ts';

type Run = Pick<RunSummary, 'name' | 'spec'>;

/** Returns the names of the settings in which the runs are not all alike, in the table's order. */
export function differing(runs: readonly Run[]): FieldName[] {
  const [first] = runs;
  return first ? fieldNames.filter((name) => runs.some((run) => run.spec[name] !== first.spec[name])) : [];
}

/** The most settings that are named; the table shows the others. */
const named = 3;

/**
 * Sorts settings for a label: the method tells most; long texts come last, where they may be cut
 * off.
 */
function shortFirst(names: readonly FieldName[]): FieldName[] {
  const rank = (name: FieldName) => (name === 'method' ? 0 : fields[name].kind === 'text' ? 2 : 1);
  return names.toSorted((a, b) => rank(a) - rank(b));
}

function wordsOf({ spec }: Run, names: readonly FieldName[], preset: boolean): string[] {
  // A run of an earlier version did not know every setting, and no method uses all of them.
  const recipe = recipeOf(spec.method);
  const known = shortFirst(names).filter((name) => spec[name] !== undefined && isUsed(name, recipe));
  return [...(preset ? [spec.preset] : []), ...known.map((name) => changeWords(spec, name))];
}

function cut(words: readonly string[]): string {
  return (words.length > named ? [...words.slice(0, named), '…'] : words).join(' · ');
}

/**
 * Returns the settings in which runs differ that both use them: a setting that only one of them
 * uses tells of its method, not of the run.
 */
function tellingApart(runs: readonly Run[]): FieldName[] {
  return differing(runs).filter((name) => {
    const users = runs.filter(({ spec }) => isUsed(name, recipeOf(spec.method)));
    return users.some(({ spec }) => spec[name] !== users[0]!.spec[name]);
  });
}

/**
 * Returns the labels of runs, `Ns 4 · Seed 2`: the settings of each run that differ from the
 * first's, and those of the first that differ from any; a run's own name if nothing differs.
 */
export function labelsOf(runs: readonly Run[]): string[] {
  return runs.map((run, i) => {
    const others = i === 0 ? runs : [runs[0]!, run];
    const preset = others.some(({ spec }) => spec.preset !== run.spec.preset);
    const words = wordsOf(run, tellingApart(others), preset);
    if (words.length > 0) return cut(words);
    return i === 0 ? run.name : 'same settings';
  });
}
