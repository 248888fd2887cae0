/** Says what a probe may change in the settings of a run. */
import { leastImages } from '../../../engine/hybrid/calibration.ts';
import { calibration } from '../../spec/methods/calibration.ts';
import { recipeOf } from '../../spec/methods/registry.ts';
import type { RunSpec } from '../../spec/run-spec.ts';
import { type ProbeField, probedFields } from './cell.ts';

export interface ProbeReach {
  /** The settings that may change. */
  readonly free: readonly ProbeField[];
  /** Whether biases may be corrected, by the method `calibration`. */
  readonly corrects: boolean;
}

/** Returns what may change so that a run of the result would be taken. */
export function probeReach(spec: RunSpec): ProbeReach {
  const enough = spec.trainCount >= leastImages.channel;
  const { weightBits, fanIn, firstLayerBias, thresholdFrom } = spec;
  const calibrated = { ...spec, method: calibration.id as RunSpec['method'], correctBias: true };
  return {
    free: probedFields(recipeOf(spec.method)).filter((field) => enough || field !== 'thresholdScope'),
    corrects:
      weightBits === 'float' &&
      fanIn === 'none' &&
      firstLayerBias === 'firstStep' &&
      thresholdFrom === 'hybrid' &&
      calibration.problems(calibrated, []).length === 0,
  };
}
