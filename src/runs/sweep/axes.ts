/**
 * Decides which settings a sweep can vary: those that a result depends on and that all cells can be
 * compared over.
 */
import { type FieldName, fieldNames, fields } from '../spec/fields.ts';
import type { SweepAxis, SweepSpec } from './sweep.ts';

export type AxisField = SweepAxis['field'];

/** Returns the reason why a setting cannot be an axis, or null when it can. */
export function axisRefusal(name: FieldName): string | null {
  if (name === 'seed') return 'seed is no axis: give how many seeds each combination runs with (seeds)';
  if (name === 'task') return 'task is no axis: scores of different tasks cannot be compared';
  if (name === 'dataset') return 'dataset is no axis: scores on different examples cannot be compared';
  if (name === 'model') return 'model is no axis: each network has a layout and inputs of its own';
  if (fields[name].group === 'machine')
    return `${name} is no axis: it says how the machine computes, not what is studied; set it for the whole sweep`;
  return null;
}

/** Settings that can be an axis, in the order of the settings panel. */
export const axisFields = fieldNames.filter((name) => axisRefusal(name) === null) as readonly AxisField[];

/** Returns the field that a text names, by its name or its key in the link. */
export function fieldNamed(text: string): FieldName | null {
  return fieldNames.find((name) => name === text || fields[name].link === text) ?? null;
}

/** Returns the methods of the sweep's cells. */
export function methodsOfSweep({ base, axes }: Pick<SweepSpec, 'base' | 'axes'>): readonly string[] {
  const axis = axes.find(({ field }) => field === 'method');
  return axis ? (axis.values as readonly string[]) : [base.method];
}

/** Returns the possible names of an axis, in words. */
export function axisNames(): string {
  return axisFields.map((name) => `${name} (${fields[name].link})`).join(', ');
}
