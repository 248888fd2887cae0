/** `methods`: the ways to a spiking network that the setting `method` names, and the settings that each of them heeds. */
import { allowed, type FieldName, fields } from '../../src/runs/fields.ts';
import { heededByAll } from '../../src/runs/recipes/heeded.ts';
import type { Recipe } from '../../src/runs/recipes/recipe.ts';
import { recipes } from '../../src/runs/recipes/registry.ts';

const training: Record<Recipe['stages'], string> = {
  layers: 'Trains layer by layer.',
  whole: 'Trains all layers at once.',
  none: 'Trains nothing.',
};

export async function run(): Promise<void> {
  for (const { id, title, reference, summary, stages, heeds } of recipes) {
    console.log(`${id}: ${title} (${reference})`);
    console.log(`  ${summary} ${training[stages]}`);
    console.log(`${settingLines(heeds)}\n`);
  }
  console.log(`every method heeds\n${settingLines(heededByAll)}\n`);
  console.log(
    'Choose one with --set method=<name> or --grid method=<names>; docs/method.md has them one by one.',
  );
}

/** A line for each: name, range, label. */
function settingLines(names: readonly FieldName[]): string {
  const width = Math.max(...names.map((name) => name.length));
  return names
    .map((name) => `    ${name.padEnd(width)}  ${allowed(name)}  (${fields[name].label})`)
    .join('\n');
}
