/**
 * Finds how long a window each method takes by asking its own rules, so that the printed range
 * cannot differ from what is refused.
 */
import { toLayers } from '../../../networks/chain.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { fields } from '../fields.ts';
import { presets } from '../presets/presets.ts';
import { presetSpec } from '../spec.ts';
import type { Recipe } from './recipe.ts';

export interface LongestWindow {
  /** Number of steps that the method takes for any network. */
  readonly steps: number;
  /** Whether a preset's network is too large for that many. */
  readonly asMemoryGoes: boolean;
}

export function longestWindow(recipe: Pick<Recipe, 'id' | 'problems'>): LongestWindow {
  const { min, max } = fields.timeSteps;
  const refusals = presets.map(({ id, settings }) => {
    const layers = toLayers(parseNotation(settings.network));
    const spec = { ...presetSpec(id), method: recipe.id as typeof settings.method };
    return (timeSteps: number) =>
      recipe
        .problems({ ...spec, timeSteps }, layers)
        .filter(({ fields: named }) => named.includes('timeSteps'));
  });
  // A rule that names the window alone holds for every network.
  const tooLong = (steps: number) => refusals[0]!(steps).some(({ fields: named }) => named.length === 1);
  let steps = max;
  while (steps > min && tooLong(steps)) steps--;
  return { steps, asMemoryGoes: refusals.some((refusedAt) => refusedAt(steps).length > 0) };
}
