/**
 * Lists every setting of a run, once: its range, its words, its place in the paper and its key in a
 * share link. The schema, the link codec, the settings panel and the command line all read this
 * table.
 */

import { writeCount } from '../../tasks/writing.ts';
import { type Field, noLimit } from './field-kinds.ts';
import { dataFields } from './fields/data.ts';
import { hardwareFields } from './fields/hardware.ts';
import { inputFields } from './fields/inputs.ts';
import { keepingFields } from './fields/keeping.ts';
import { machineFields } from './fields/machine.ts';
import { methodField, methodFields } from './fields/method.ts';
import { pretrainingFields } from './fields/pretraining.ts';
import { seedFields } from './fields/seeds.ts';
import { startFields } from './fields/start.ts';
import { tuningFields } from './fields/tuning.ts';
import { windowFields } from './fields/window.ts';
import { recipes } from './methods/registry.ts';
import type { FieldName, FieldTable } from './settings.ts';

export type { ChoiceField, Field, LimitField, NumberField, SwitchField, TextField } from './field-kinds.ts';
export { noLimit } from './field-kinds.ts';
export type { FieldName, Settings } from './settings.ts';

export const fields: FieldTable = {
  ...startFields,
  method: methodField(recipes.map(({ id, title }) => ({ value: id, label: title }))),
  ...methodFields,
  ...windowFields,
  ...tuningFields,
  ...keepingFields,
  ...hardwareFields,
  ...pretrainingFields,
  ...dataFields,
  ...inputFields,
  ...seedFields,
  ...machineFields,
};

export const fieldNames = Object.keys(fields) as readonly FieldName[];

/** Returns a range of whole numbers, in words. */
export function wholeFrom({ min, max }: { readonly min: number; readonly max: number }): string {
  return `a whole number from ${writeCount(min)} to ${writeCount(max)}`;
}

/** Returns the allowed range of a field, in words: "a whole number from 1 to 1,024". */
export function allowed(name: FieldName): string {
  const field: Field = fields[name];
  switch (field.kind) {
    case 'integer':
      return wholeFrom(field);
    case 'number':
      return field.above
        ? `a number above ${field.min}, at most ${field.max}`
        : `a number from ${field.min} to ${field.max}`;
    case 'choice':
      return `one of ${field.options.map((o) => o.value).join(', ')}${field.others ? `, or ${field.others.words}` : ''}`;
    case 'switch':
      return 'on or off';
    case 'text':
      return `text of ${field.minLength} to ${writeCount(field.maxLength)} characters`;
    case 'limit':
      return `${wholeFrom(field)}, or ${noLimit}`;
  }
}
