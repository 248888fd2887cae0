/**
 * Lists all methods, in the order of the menu. A new one is its file and its place in this list.
 */
import { calibration } from './calibration.ts';
import { clipFloorShift } from './clip-floor-shift.ts';
import { ptl } from './ptl.ts';
import { rate } from './rate.ts';
import type { Recipe } from './recipe.ts';
import { surrogate } from './surrogate.ts';
import { tandem } from './tandem.ts';

export interface Methods {
  readonly recipes: readonly Recipe[];
  /**
   * Returns the recipe. Throws a RangeError that names the existing methods when there is none of
   * this id.
   */
  recipeOf(method: string): Recipe;
}

/** Returns the registry of these recipes. Throws a RangeError when two recipes have one id. */
export function methodsOf(recipes: readonly Recipe[]): Methods {
  const byId = new Map(recipes.map((recipe) => [recipe.id, recipe]));
  const ids = recipes.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new RangeError(`two recipes are called ${twice}`);
  return {
    recipes,
    recipeOf: (method) => {
      const recipe = byId.get(method);
      if (!recipe) throw new RangeError(`method must be one of ${ids.join(', ')} (got “${method}”)`);
      return recipe;
    },
  };
}

export const methods = methodsOf([ptl, rate, calibration, tandem, surrogate, clipFloorShift]);

export const { recipes, recipeOf } = methods;
