/** The settings that every method that trains uses, and its part of the method's settings. */

import type { WholeStageSettings } from '../../../engine/conversion/whole-stage.ts';
import { leadOf } from '../../../tasks/index.ts';
import type { RunSpec } from '../run-spec.ts';
import type { FieldName } from '../settings.ts';

export const trainingFields = [
  'calibrationCount',
  'patience',
  'maxStageEpochs',
  'criterion',
  'learningRate',
  'decayEpoch',
  'keepUntuned',
  'testCount',
  'testEachEpoch',
] as const satisfies readonly FieldName[];

export interface TrainingSettings extends WholeStageSettings {
  /** Number of training images on which thresholds are measured. */
  readonly calibrationCount: number;
}

export function trainingSettings(spec: RunSpec): TrainingSettings {
  return {
    calibrationCount: spec.calibrationCount,
    patience: spec.patience,
    maxEpochs: spec.maxStageEpochs,
    criterion: spec.criterion,
    keepUntuned: spec.keepUntuned,
    lead: leadOf(spec),
    learningRate: spec.learningRate,
    decayEpoch: spec.decayEpoch,
    batchSize: spec.batchSize,
    groups: spec.groups,
    seed: spec.seed,
  };
}
