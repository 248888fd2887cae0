/** The order of the settings in the panel: those an experiment turns on first, then the others, group by group. */
import { type Field, type FieldName, fieldNames, fields } from '../../runs/fields.ts';

export interface SettingsGroup {
  readonly title: string;
  readonly fields: readonly FieldName[];
}

const leading: readonly SettingsGroup[] = [
  {
    title: 'Window and threshold',
    fields: ['timeSteps', 'percentile', 'thresholdScope', 'initialPotential'],
  },
  { title: 'Fine-tuning', fields: ['patience', 'learningRate'] },
];

const titles: Record<Field['group'], string> = {
  method: 'Method',
  data: 'Data',
  network: 'Network',
  hardware: 'Hardware',
  tuning: 'More on fine-tuning',
  window: 'More on thresholds',
  machine: 'Machine',
};

const led = new Set(leading.flatMap((group) => group.fields));

/** A setting that is added to the table shows up by itself, in its group. */
export const settingsGroups: readonly SettingsGroup[] = [
  ...leading,
  ...(Object.keys(titles) as Field['group'][]).map((id) => ({
    title: titles[id],
    fields: fieldNames.filter((name) => fields[name].group === id && !led.has(name)),
  })),
];
