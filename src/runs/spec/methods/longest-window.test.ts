import { expect, test } from 'vitest';
import { toLayers } from '../../../networks/chain.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { fields } from '../fields.ts';
import { presetSpec } from '../spec.ts';
import { longestWindow } from './longest-window.ts';
import { recipes } from './registry.ts';

test.each(recipes)('$id takes its longest window, and none beyond it', (recipe) => {
  const base = { ...presetSpec('first-look@2'), method: recipe.id as 'ptl' };
  // Small enough for any window.
  const layers = toLayers(parseNotation('28x28-c2s4-8-10'));
  const { steps } = longestWindow(recipe);
  expect(recipe.problems({ ...base, timeSteps: steps }, layers)).toEqual([]);
  if (steps < fields.timeSteps.max)
    expect(recipe.problems({ ...base, timeSteps: steps + 1 }, layers)).toMatchObject([
      { fields: ['timeSteps'] },
    ]);
});

test('short windows are three methods’ own; what is trained through time is bounded by memory', () => {
  const of = Object.fromEntries(recipes.map((recipe) => [recipe.id, longestWindow(recipe)]));
  for (const id of ['ptl', 'tandem', 'clip-floor-shift'])
    expect(of[id]).toEqual({ steps: 64, asMemoryGoes: false });
  expect(of.rate!.steps).toBe(1024);
  expect(of.surrogate).toEqual({ steps: 1024, asMemoryGoes: true });
});
