/** Settings that change nothing in a run, in words: whoever chose one shall know. */
import { fieldNames } from '../fields.ts';
import type { RunSpec } from '../run-spec.ts';
import type { FieldName } from '../settings.ts';
import { type Methods, methods } from './registry.ts';
import { isUsed } from './used-settings.ts';

const ofPretraining: readonly FieldName[] = ['pretrainEpochs', 'pretrainLearningRate', 'pretrainDecayEpoch'];

type Ran = Pick<RunSpec, 'method' | 'start'>;

/** Whether a setting changes what a run of this spec computes. */
export function changesRun(
  name: FieldName,
  { method, start }: Ran,
  { recipeOf }: Methods = methods,
): boolean {
  if (start === 'checkpoint' && ofPretraining.includes(name)) return false;
  return isUsed(name, recipeOf(method));
}

/**
 * A sentence for what does not use a setting, as “patience is not used by rate”; null where the run
 * does.
 */
export function unusedWords(name: FieldName, spec: Ran, known: Methods = methods): string | null {
  if (changesRun(name, spec, known)) return null;
  return ofPretraining.includes(name)
    ? `${name} is not used with start checkpoint`
    : `${name} is not used by ${spec.method}`;
}

/** What a run of `spec` computes depends on: equal texts, equal results. */
export function effectKey(spec: RunSpec, known: Methods = methods): string {
  const names = fieldNames.filter((name) => changesRun(name, spec, known));
  return JSON.stringify([spec.preset, ...names.map((name) => [name, spec[name]])]);
}
