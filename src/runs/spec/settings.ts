/**
 * The types of a run's settings. The methods, which the table of settings lists, know the settings
 * by these types and not by the table.
 */
import type { ChoiceField, noLimit } from './field-kinds.ts';
import type { dataFields } from './fields/data.ts';
import type { hardwareFields } from './fields/hardware.ts';
import type { inputFields } from './fields/inputs.ts';
import type { keepingFields } from './fields/keeping.ts';
import type { machineFields } from './fields/machine.ts';
import type { methodFields } from './fields/method.ts';
import type { pretrainingFields } from './fields/pretraining.ts';
import type { seedFields } from './fields/seeds.ts';
import type { startFields } from './fields/start.ts';
import type { tuningFields } from './fields/tuning.ts';
import type { windowFields } from './fields/window.ts';

/** The type of the table in `fields.ts`: each setting's field, with its options as literals. */
export type FieldTable = typeof startFields & { readonly method: ChoiceField } & typeof methodFields &
  typeof windowFields &
  typeof tuningFields &
  typeof keepingFields &
  typeof hardwareFields &
  typeof pretrainingFields &
  typeof dataFields &
  typeof inputFields &
  typeof seedFields &
  typeof machineFields;

export type FieldName = keyof FieldTable;

type FieldValue<F> = F extends { kind: 'integer' | 'number' }
  ? number
  : F extends { kind: 'limit' }
    ? number | typeof noLimit
    : F extends { kind: 'switch' }
      ? boolean
      : F extends { kind: 'choice'; options: readonly { value: infer V }[] }
        ? V
        : string;

/** The settings of a run by name. */
export type Settings = { readonly [K in FieldName]: FieldValue<FieldTable[K]> };
