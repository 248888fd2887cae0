/**
 * Finds the methods whose settings matter: the one chosen, or those that a sweep in the form
 * varies.
 */
import { useMemo } from 'react';
import type { Recipe } from '../../runs/spec/methods/recipe.ts';
import { recipeOf, recipes } from '../../runs/spec/methods/registry.ts';
import type { WorkbenchState } from './state.ts';
import { useWorkbench } from './store.ts';

/** Returns their ids, separated by commas. */
export function methodsShown({
  view,
  spec,
  sweepDraft,
}: Pick<WorkbenchState, 'view' | 'spec' | 'sweepDraft'>): string {
  const axis = view === 'sweep' ? sweepDraft.axes.find(({ field }) => field === 'method') : undefined;
  const varied = axis?.text.split(',').map((id) => id.trim()) ?? [];
  const known = recipes.filter(({ id }) => varied.includes(id)).map(({ id }) => id);
  return known.length > 0 ? known.join() : spec.method;
}

export function useMethods(): readonly Recipe[] {
  const ids = useWorkbench(methodsShown);
  return useMemo(() => ids.split(',').map(recipeOf), [ids]);
}
