/** Names a run by its changes: `Ns 16 · Tp 1`. */

import { datasetTitle } from '../../datasets/index.ts';
import { modelTitle } from '../../exchange/own-models.ts';
import { isOwnId } from '../../exchange/own-shelf.ts';
import { writeCount } from '../../tasks/writing.ts';
import { type Field, type FieldName, fields, noLimit } from './fields.ts';
import { recipes } from './methods/registry.ts';
import { isUsed } from './methods/used-settings.ts';
import { differingFields, type RunSpec } from './spec.ts';
import { shorten } from './value-text.ts';

/**
 * The text before the value, for settings that have a shorter one in the paper than in the settings
 * panel.
 */
const symbols: Partial<Record<FieldName, string>> = {
  start: '',
  method: '',
  timeSteps: 'Ns ',
  patience: 'Tp ',
  thresholdRule: '',
  percentile: 'p',
  initialPotential: 'V₀ ',
  learningRate: 'rate ',
  weightBits: '',
  weightLevels: 'levels ',
  fanIn: 'fan-in ',
};

/** Largest number of changes that are spelled out. */
const maxChanges = 4;

/** Returns one setting as names of runs have it: `Ns 16`, `p99`, `From scratch`. */
export function changeWords(spec: RunSpec, name: FieldName): string {
  const field: Field = fields[name];
  const value = spec[name];
  const label = symbols[name] ?? `${field.label} `;
  if (field.kind === 'switch') return `${label}${value ? 'on' : 'off'}`;
  if (field.kind === 'limit' && value === noLimit) return `no ${field.label.toLowerCase()}`;
  if (name === 'weightBits' && value === 'float') return 'float weights';
  if (name === 'weightLevels') return shorten(value === '' ? 'no levels' : `${label}${value}`);
  if (field.kind === 'text') return String(value);
  if (name === 'dataset') return `${label}${datasetTitle(spec.dataset)}`;
  if (name === 'model' && isOwnId(spec.model)) return modelTitle(spec.model);
  if (field.kind === 'choice')
    return `${label}${field.options.find((o) => o.value === value)?.label ?? value}`;
  return `${label}${typeof value === 'number' && Number.isInteger(value) ? writeCount(value) : value}`;
}

/**
 * Returns the name of a run by its differences from the preset it started from, or
 * `preset settings` when there are none. Settings that none of `methods` uses make no difference.
 */
export function runName(
  spec: RunSpec,
  presetSpec: RunSpec,
  methods: readonly string[] = [spec.method],
): string {
  // An unknown method may use any setting.
  const known = recipes.filter(({ id }) => methods.includes(id));
  const changes = differingFields(spec, presetSpec)
    .filter((name) => known.length === 0 || known.some((recipe) => isUsed(name, recipe)))
    .map((name) => changeWords(spec, name));
  if (changes.length === 0) return 'preset settings';
  if (changes.length <= maxChanges) return changes.join(' · ');
  return `${changes.slice(0, maxChanges - 1).join(' · ')} · ${changes.length - maxChanges + 1} more`;
}
