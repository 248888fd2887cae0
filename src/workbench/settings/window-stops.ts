/**
 * Chooses the stops of the window's slider: whole numbers while they are few, doubling if a method
 * takes long windows.
 */
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';

/**
 * Stops that double, with the whole numbers between while they are few: the windows that people try
 * between 1 and 64 steps.
 */
const shortStops = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64] as const;
const longStops = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024] as const;

/**
 * Returns the stops that the method of the settings takes; the short ones if it takes none, as
 * while a network is being typed.
 */
export function windowStops(spec: RunSpec): readonly number[] {
  const refused = refusalOf(spec);
  const taken = longStops.filter((stop) => !refused(stop));
  return (taken.at(-1) ?? 0) > shortStops.at(-1)! ? taken : shortStops;
}

function refusalOf(spec: RunSpec): (timeSteps: number) => boolean {
  const recipe = recipeOf(spec.method);
  try {
    const layers = toLayers(parseNotation(spec.network));
    return (timeSteps) =>
      recipe.problems({ ...spec, timeSteps }, layers).some(({ fields }) => fields.includes('timeSteps'));
  } catch {
    return () => true;
  }
}

/**
 * Returns the stops that are labelled with their number: powers of two, every second one if they
 * reach far.
 */
export function windowMarks(stops: readonly number[]): readonly number[] {
  const doubling = stops.filter((stop) => Number.isInteger(Math.log2(stop)));
  return doubling.length > 7 ? doubling.filter((stop) => Math.log2(stop) % 2 === 0) : doubling;
}
