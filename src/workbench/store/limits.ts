/** Limits that a setting's range alone does not tell: no count exceeds its data set. */
import type { SplitCounts } from '../../datasets/dataset.ts';
import { findDataset } from '../../datasets/index.ts';
import { allowed, type FieldName, fields, wholeFrom } from '../../runs/spec/fields.ts';
import { checkField, type RunSpec } from '../../runs/spec/spec.ts';

/** The split that each count is taken from. */
const splits: Partial<Record<FieldName, keyof SplitCounts>> = {
  trainCount: 'train',
  validationCount: 'validation',
  testCount: 'test',
};

/** Returns the most examples that a count can have of this data set; null for other settings. */
export function mostExamples(name: FieldName, { dataset }: Pick<RunSpec, 'dataset'>): number | null {
  const split = splits[name];
  return (split && findDataset(dataset)?.available[split]) ?? null;
}

/** Returns why a value cannot be used beside the other settings' data set, or null. */
export function valueMessage(name: FieldName, value: unknown, spec: Pick<RunSpec, 'dataset'>): string | null {
  const message = checkField(name, value);
  const most = mostExamples(name, spec);
  const field = fields[name];
  if (most === null || field.kind !== 'integer') return message;
  const range = wholeFrom({ min: field.min, max: most });
  if (message) return message.replace(allowed(name), range);
  return Number(value) > most ? `${name} must be ${range} (got ${value})` : null;
}
