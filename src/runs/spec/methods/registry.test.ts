import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fieldNames, fields } from '../fields.ts';
import { methodsOf, recipeOf, recipes } from './registry.ts';
import { usedByAll } from './used-settings.ts';

test('a recipe is found by its id, and the setting offers each in the order of the list', () => {
  for (const recipe of recipes) expect(recipeOf(recipe.id)).toBe(recipe);
  expect(fields.method.options).toEqual(recipes.map(({ id, title }) => ({ value: id, label: title })));
  expect(() => recipeOf('toString')).toThrow(/^method must be one of ptl.*\(got “toString”\)$/);
  expect(() => methodsOf([recipes[0]!, recipes[0]!])).toThrow('two recipes are called ptl');
});

test.each(recipes)('$id has its words, and uses settings that exist, each named once', (recipe) => {
  for (const words of [recipe.title, recipe.summary, recipe.reference]) expect(words).toMatch(/\S/);
  expect(recipe.id).toMatch(/^[a-z][a-z-]*$/);
  expect(fieldNames).toEqual(expect.arrayContaining([...recipe.uses]));
  expect(recipe.uses.filter((name) => usedByAll.includes(name))).toEqual([]);
  expect(new Set(recipe.uses).size).toBe(recipe.uses.length);
});

/**
 * Returns the files and packages that a module loads before anything is called: imports of types
 * and `import()` are none.
 */
function staticImports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const specifiers = [...text.matchAll(/^(?:import|export)\s([^;]*?from\s)?'([^']+)'/gm)]
    .filter(([, names]) => !names?.startsWith('type '))
    .map(([, , specifier]) => specifier!);
  return specifiers.map((specifier) =>
    specifier.startsWith('.') ? path.resolve(path.dirname(file), specifier) : specifier,
  );
}

/** Returns everything that is loaded with a module. */
function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (path.isAbsolute(file)) for (const next of staticImports(file)) loadedWith(next, seen);
  return seen;
}

const spec = path.resolve(import.meta.dirname, '..');

test('the rules of a spec, which the page loads, load no tfjs with the recipes', () => {
  const loaded = loadedWith(path.join(spec, 'spec.ts'));
  expect(loaded).toContain(path.join(spec, 'methods/ptl.ts'));
  expect([...loaded].filter((file) => file.includes('tensorflow'))).toEqual([]);
  expect([...loadedWith(path.join(spec, '../execution/execute.ts'))].join()).toContain('tensorflow');
});

test('the recipes do not load the settings table, which is made of them', () => {
  const loaded = loadedWith(path.join(spec, 'methods/registry.ts'));
  expect(loaded).toContain(path.join(spec, 'constraint.ts'));
  expect(loaded).not.toContain(path.join(spec, 'fields.ts'));
});
