/** Tells which runs pre-train the same analog network. */
import { fields } from './fields.ts';
import { groupsIn } from './groups.ts';
import { ofPretraining } from './methods/used-settings.ts';
import type { RunSpec } from './run-spec.ts';
import type { FieldName } from './settings.ts';
import { presentValue } from './value-text.ts';

const names = [
  'dataset',
  'task',
  'network',
  'batchSize',
  ...ofPretraining,
  'trainCount',
  'validationCount',
  'normalisation',
  'augmentation',
  'seed',
  'seedVaries',
  'backend',
] as const satisfies readonly FieldName[];

/**
 * Returns a text of all that the network depends on which a run from scratch trains first: equal
 * texts, equal networks. It is null when the run trains none.
 */
export function pretrainingKey(spec: RunSpec): string | null {
  if (spec.start !== 'scratch' || spec.pretrainEpochs === 0) return null;
  const settings = names.map((name) => [name, presentValue(fields[name], spec[name])]);
  return JSON.stringify([...settings, ['groups', groupsIn(spec)]]);
}
