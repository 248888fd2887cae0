import { expect, test } from 'vitest';
import { fieldNames } from '../../runs/spec/fields.ts';
import { recipeOf, recipes } from '../../runs/spec/methods/registry.ts';
import { isUsed } from '../../runs/spec/methods/used-settings.ts';
import { settingsGroups } from './groups.ts';

const titles = (...ids: string[]) => settingsGroups(ids.map(recipeOf)).map(({ title }) => title);
const shown = (...ids: string[]) => settingsGroups(ids.map(recipeOf)).flatMap(({ fields }) => fields);

test.each(recipes)('$id: the method first, then every setting that it uses, once', (recipe) => {
  const names = shown(recipe.id);
  expect(names[0]).toBe('method');
  expect([...names].sort()).toEqual(fieldNames.filter((name) => isUsed(name, recipe)).sort());
});

test('a group without a used setting is left out; the training group has the name of its method', () => {
  expect(titles('ptl')).toEqual(expect.arrayContaining(['Hardware', 'Fine-tuning', 'More on fine-tuning']));
  expect(titles('clip-floor-shift')).not.toContain('Hardware');
  expect(titles('clip-floor-shift')).toEqual(expect.arrayContaining(['Training', 'More on training']));
});

test('several methods have every setting that any of them uses', () => {
  expect(shown('ptl')).not.toContain('quantisationSteps');
  expect(shown('ptl', 'clip-floor-shift')).toEqual(
    expect.arrayContaining(['quantisationSteps', 'weightBits']),
  );
});
