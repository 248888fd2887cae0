/** What tells compared runs apart: the settings in which they are not all alike. */

import type { RunSummary } from '../../runs/records/run-store.ts';
import { type FieldName, fieldNames, fields } from '../../runs/spec/fields.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { isHeeded } from '../../runs/spec/methods/used-settings.ts';
import { changeWords } from '../../runs/spec/run-name.ts';

type Run = Pick<RunSummary, 'name' | 'spec'>;

/** Names of the settings in which the runs are not all alike, in the table's order. */
export function differing(runs: readonly Run[]): FieldName[] {
  const [first] = runs;
  return first ? fieldNames.filter((name) => runs.some((run) => run.spec[name] !== first.spec[name])) : [];
}

/** More than these are in the table. */
const named = 3;

/** The method tells most; long texts come last, where they may be cut off. */
function shortFirst(names: readonly FieldName[]): FieldName[] {
  const rank = (name: FieldName) => (name === 'method' ? 0 : fields[name].kind === 'text' ? 2 : 1);
  return names.toSorted((a, b) => rank(a) - rank(b));
}

function wordsOf({ spec }: Run, names: readonly FieldName[], preset: boolean): string[] {
  // A run of an earlier version did not know every setting, and not every method heeds all.
  const recipe = recipeOf(spec.method);
  const known = shortFirst(names).filter((name) => spec[name] !== undefined && isHeeded(name, recipe));
  return [...(preset ? [spec.preset] : []), ...known.map((name) => changeWords(spec, name))];
}

function cut(words: readonly string[]): string {
  return (words.length > named ? [...words.slice(0, named), '…'] : words).join(' · ');
}

/**
 * Those in which runs differ that both heed them: what only one of them heeds tells of its method,
 * not of it.
 */
function tellingApart(runs: readonly Run[]): FieldName[] {
  return differing(runs).filter((name) => {
    const heeding = runs.filter(({ spec }) => isHeeded(name, recipeOf(spec.method)));
    return heeding.some(({ spec }) => spec[name] !== heeding[0]!.spec[name]);
  });
}

/**
 * `Ns 4 · Seed 2`: what each run has otherwise than the first, and what the first has otherwise
 * than any; its own name where nothing differs.
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
