/**
 * `methods`: the ways to a spiking network that the setting `method` names, and the settings that
 * each of them heeds.
 */
import { allowed, type FieldName, fields } from '../../src/runs/spec/fields.ts';
import { longestWindow } from '../../src/runs/spec/methods/longest-window.ts';
import type { Recipe } from '../../src/runs/spec/methods/recipe.ts';
import { recipes } from '../../src/runs/spec/methods/registry.ts';
import { heededByAll } from '../../src/runs/spec/methods/used-settings.ts';

const training: Record<Recipe['stages'], string> = {
  layers: 'Trains layer by layer.',
  whole: 'Trains all layers at once.',
  none: 'Trains nothing.',
};

export async function run(): Promise<void> {
  for (const recipe of recipes) {
    const { id, title, reference, summary, stages, heeds } = recipe;
    console.log(`${id}: ${title} (${reference})`);
    console.log(`  ${summary} ${training[stages]}`);
    console.log(`${settingLines(['timeSteps', ...heeds], windowRange(recipe))}\n`);
  }
  console.log(`every method heeds\n${settingLines(heededByAll.filter((name) => name !== 'timeSteps'))}\n`);
  console.log(
    'Choose one with --set method=<name> or --grid method=<names>; docs/method.md has them one by one.',
  );
}

function windowRange(recipe: Recipe): string {
  const { steps, asMemoryGoes } = longestWindow(recipe);
  const range = `a whole number from ${fields.timeSteps.min} to ${steps}`;
  return asMemoryGoes ? `${range}, as far as memory goes` : range;
}

/** Settings whose largest value is what the data set has. */
const asDataGoes: readonly FieldName[] = ['trainCount', 'validationCount', 'testCount'];

function rangeOf(name: FieldName): string {
  const field = fields[name];
  if (field.kind !== 'integer' || !asDataGoes.includes(name)) return allowed(name);
  return `a whole number from ${field.min} to what the data set has`;
}

/** A line for each: name, range, label. The window's range is the method's own. */
function settingLines(names: readonly FieldName[], window = ''): string {
  const width = Math.max(...names.map((name) => name.length));
  return names
    .map(
      (name) =>
        `    ${name.padEnd(width)}  ${name === 'timeSteps' ? window : rangeOf(name)}  (${fields[name].label})`,
    )
    .join('\n');
}
