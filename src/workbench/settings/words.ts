/** Writes settings in few words, for the note of what has changed. */

import { datasetTitle } from '../../datasets/index.ts';
import { modelTitle } from '../../exchange/own-models.ts';
import { isOwnId } from '../../exchange/own-shelf.ts';
import { type Field, type FieldName, fields, type Settings } from '../../runs/spec/fields.ts';
import { writeNumber } from './numbers.ts';

const shortNames: Partial<Record<FieldName, string>> = {
  timeSteps: 'Ns',
  patience: 'Tp',
  percentile: 'upper bound',
  thresholdScope: 'threshold per',
  initialPotential: 'V₀',
  weightBits: 'weights',
  fanIn: 'fan-in',
};

/** Returns `Ns`, `Tp`, or the label as it stands in the panel. */
export function shortName(name: FieldName): string {
  return shortNames[name] ?? fields[name].label.toLowerCase();
}

/** Writes a value as the panel shows it: `8`, `p99.9`, `max`, `ϑ/2`, `on`. */
export function valueWords(name: FieldName, value: Settings[FieldName]): string {
  const field: Field = fields[name];
  if (name === 'percentile') return value === 100 ? 'max' : `p${value}`;
  if (field.kind === 'switch') return value ? 'on' : 'off';
  if (name === 'dataset') return datasetTitle(String(value));
  if (name === 'model' && isOwnId(String(value))) return modelTitle(String(value));
  if (field.kind === 'choice') return field.options.find((o) => o.value === value)?.label ?? String(value);
  if (name === 'weightLevels') return value === '' ? 'none' : String(value);
  return typeof value === 'number' ? writeNumber(value) : String(value);
}

/**
 * Writes a setting with its value: `Ns 8`, `upper bound p99.9`. A method needs no name before it.
 */
export function settingWords(name: FieldName, value: Settings[FieldName]): string {
  if (name === 'method') return valueWords(name, value);
  return `${shortName(name)} ${valueWords(name, value)}`;
}
