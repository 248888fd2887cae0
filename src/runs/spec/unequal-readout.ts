/**
 * Finds runs that cannot be compared alike: hardware limits force a readout stage, which tunes the
 * output layer once more, and runs without limits have none unless it is asked for.
 */
import { hasReadoutStage } from '../../engine/conversion/stages.ts';
import { isLimited } from './constraint.ts';
import { recipeOf } from './methods/registry.ts';
import type { RunSpec } from './run-spec.ts';

/** Returns a sentence where some of the runs have a readout stage by their limits alone. */
export function unequalReadout(specs: readonly RunSpec[]): string | null {
  const staged = specs.filter(({ method, maxStageEpochs }) => {
    return recipeOf(method).stages === 'layers' && maxStageEpochs > 0;
  });
  const forced = staged.some((spec) => isLimited(spec) && !spec.readoutStage);
  const none = staged.some((spec) => !hasReadoutStage(spec.readoutStage, isLimited(spec)));
  if (!forced || !none) return null;
  return 'Runs under hardware limits have a readout stage, and those without limits have none: to compare them alike, set readoutStage on.';
}
