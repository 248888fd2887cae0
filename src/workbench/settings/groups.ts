/**
 * The order of the settings in the panel: the method, those an experiment depends on first, then
 * the others, group by group.
 */
import { type Field, type FieldName, fieldNames, fields } from '../../runs/spec/fields.ts';
import type { Recipe } from '../../runs/spec/methods/recipe.ts';
import { isUsed } from '../../runs/spec/methods/used-settings.ts';

export interface SettingsGroup {
  readonly title: string;
  readonly fields: readonly FieldName[];
}

type Stages = Recipe['stages'];

/**
 * Titles of the groups on training, by whether a method tunes layer by layer, trains at once, or
 * trains nothing.
 */
const training: Record<Stages, { readonly first: string; readonly more: string }> = {
  layers: { first: 'Fine-tuning', more: 'More on fine-tuning' },
  whole: { first: 'Training', more: 'More on training' },
  none: { first: 'Training', more: 'Batches' },
};

const tuned: readonly FieldName[] = ['patience', 'learningRate'];
const windowed: readonly FieldName[] = [
  'timeSteps',
  'thresholdRule',
  'percentile',
  'thresholdScope',
  'initialPotential',
];
const led = new Set([...windowed, ...tuned]);

function inGroup(id: Field['group']): readonly FieldName[] {
  return fieldNames.filter((name) => fields[name].group === id && !led.has(name));
}

/**
 * Returns the settings that one of the methods uses. One that is added to the table shows up by
 * itself, in its group; a group without any used setting is left out.
 */
export function settingsGroups(methods: readonly Recipe[]): readonly SettingsGroup[] {
  const stages = (['layers', 'whole'] as const).find((s) => methods.some((recipe) => recipe.stages === s));
  const { first, more } = training[stages ?? 'none'];
  const groups: readonly SettingsGroup[] = [
    { title: 'Method', fields: inGroup('method') },
    { title: 'Window and threshold', fields: windowed },
    { title: first, fields: tuned },
    { title: 'Data', fields: inGroup('data') },
    { title: 'Network', fields: inGroup('network') },
    { title: 'Hardware', fields: inGroup('hardware') },
    { title: more, fields: inGroup('tuning') },
    { title: 'More on thresholds', fields: inGroup('window') },
    { title: 'Machine', fields: inGroup('machine') },
  ];
  return groups
    .map(({ title, fields: names }) => ({
      title,
      fields: names.filter((name) => methods.some((recipe) => isUsed(name, recipe))),
    }))
    .filter(({ fields: names }) => names.length > 0);
}
