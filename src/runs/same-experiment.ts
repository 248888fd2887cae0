/** Whether two specs ask for the same run: from the same preset revision, alike in all that their method heeds. */
import { isHeeded } from './recipes/heeded.ts';
import { recipeOf } from './recipes/registry.ts';
import { differingFields, type RunSpec } from './spec.ts';

export function sameExperiment(a: RunSpec, b: RunSpec): boolean {
  const recipe = recipeOf(a.method);
  return a.preset === b.preset && differingFields(a, b).every((name) => !isHeeded(name, recipe));
}
