/**
 * `methods`: lists the methods that the setting `method` can name, each with the settings that it
 * uses.
 */
import { allowed, type FieldName, fields } from '../../src/runs/spec/fields.ts';
import { longestWindow } from '../../src/runs/spec/methods/longest-window.ts';
import type { Recipe } from '../../src/runs/spec/methods/recipe.ts';
import { recipes } from '../../src/runs/spec/methods/registry.ts';
import { usedByAll } from '../../src/runs/spec/methods/used-settings.ts';

const training: Record<Recipe['stages'], string> = {
  layers: 'Trains layer by layer.',
  whole: 'Trains all layers at once.',
  none: 'Trains nothing.',
};

export async function run(): Promise<void> {
  for (const recipe of recipes) {
    const { id, title, reference, summary, stages, uses } = recipe;
    console.log(`${id}: ${title} (${reference})`);
    console.log(`  ${summary} ${training[stages]}`);
    console.log(`${settingLines(['timeSteps', ...uses], windowRange(recipe))}\n`);
  }
  console.log(`every method uses\n${settingLines(usedByAll.filter((name) => name !== 'timeSteps'))}\n`);
  console.log(
    'Choose one with --set method=<name> or --grid method=<names>; docs/method.md has them one by one.',
  );
}

function windowRange(recipe: Recipe): string {
  const { steps, asMemoryGoes } = longestWindow(recipe);
  const range = `a whole number from ${fields.timeSteps.min} to ${steps}`;
  return asMemoryGoes ? `${range}, as far as memory goes` : range;
}

/** Settings whose largest value depends on the data set. */
const asDataGoes: readonly FieldName[] = ['trainCount', 'validationCount', 'testCount'];

function rangeOf(name: FieldName): string {
  const field = fields[name];
  if (field.kind !== 'integer' || !asDataGoes.includes(name)) return allowed(name);
  return `a whole number from ${field.min} to what the data set has`;
}

/**
 * Returns a line for each setting: name, range, label. `window` is the range of the method's time
 * steps.
 */
function settingLines(names: readonly FieldName[], window = ''): string {
  const width = Math.max(...names.map((name) => name.length));
  return names
    .map(
      (name) =>
        `    ${name.padEnd(width)}  ${name === 'timeSteps' ? window : rangeOf(name)}  (${fields[name].label})`,
    )
    .join('\n');
}
