/** Says what a probe may change in the settings of a run. */
import { leastImages } from '../../../engine/hybrid/calibration.ts';
import { calibration } from '../../spec/methods/calibration.ts';
import { recipeOf } from '../../spec/methods/registry.ts';
import type { RunSpec } from '../../spec/run-spec.ts';
import { hasMaxPooling } from '../../spec/start-network.ts';
import { type ProbedBiases, type ProbeField, probedFields } from './cell.ts';

export interface ProbeReach {
  /** The settings that may change. */
  readonly free: readonly ProbeField[];
  /** How biases may be corrected: by the method itself, by `calibration`, or not at all. */
  readonly biases: Exclude<ProbedBiases, 'kept'> | null;
}

/** Returns what may change so that a run of the result would be taken. */
export function probeReach(spec: RunSpec): ProbeReach {
  const enough = spec.trainCount >= leastImages.channel;
  const recipe = recipeOf(spec.method);
  return {
    free: probedFields(recipe).filter(
      (field) =>
        (enough || field !== 'thresholdScope') && (field !== 'firing' || !hasMaxPooling(spec.network)),
    ),
    biases: recipe.uses.includes('stageBias')
      ? enough
        ? 'corrected'
        : null
      : calibrates(spec)
        ? 'calibrated'
        : null,
  };
}

/** Returns whether the method `calibration` would take the settings. */
function calibrates(spec: RunSpec): boolean {
  const { weightBits, fanIn, firstLayerBias, thresholdFrom } = spec;
  const calibrated = { ...spec, method: calibration.id as RunSpec['method'], correctBias: true };
  return (
    weightBits === 'float' &&
    fanIn === 'none' &&
    firstLayerBias === 'firstStep' &&
    thresholdFrom === 'hybrid' &&
    calibration.problems(calibrated, []).length === 0
  );
}
