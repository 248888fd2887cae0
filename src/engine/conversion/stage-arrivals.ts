/** Holds the example sets of a conversion in the form in which they arrive at the current layer. */

import { examplesFrom, firstExamples } from '../examples/example-set.ts';
import { type Arrivals, type CacheBudget, createArrivals } from '../hybrid/arrivals.ts';
import { imagesNeeded } from '../hybrid/calibration.ts';
import type { HybridNetwork } from '../hybrid/hybrid.ts';
import { ownTrainingImages } from '../learning/training-set.ts';
import { blockShareOf, type Crew } from '../work/crew.ts';
import type { Division } from '../work/groups.ts';
import type { Watch } from '../work/watch.ts';
import type { ConversionData, ConversionSettings } from './conversion.ts';

/**
 * The arrivals of this member's images: of whole blocks for validation, of its groups for training.
 * The calibration images are not shared out: every member has all of them.
 */
export interface StageArrivals {
  readonly validation: Arrivals;
  readonly calibration: Arrivals;
  readonly train: Arrivals;
}

export function stageArrivals(
  hybrid: HybridNetwork,
  { train, validation }: ConversionData,
  settings: ConversionSettings,
  division: Division,
  crew: Crew,
  cache: CacheBudget,
): StageArrivals {
  const blocks = blockShareOf(validation.count, settings.batchSize, crew);
  const least = imagesNeeded(settings.threshold.scope, settings.correctBias ?? false);
  const calibration = firstExamples(train, Math.max(least, settings.calibrationCount));
  return {
    validation: createArrivals(hybrid, examplesFrom(validation, blocks.start, blocks.count), cache),
    calibration: createArrivals(hybrid, calibration, cache),
    train: createArrivals(hybrid, ownTrainingImages(train, division, crew), cache),
  };
}

/**
 * Moves all sets on to the next layer; call it after a layer was frozen. The set that is read most
 * often goes first, in case the memory does not suffice for all.
 */
export async function advance(
  { validation, calibration, train }: StageArrivals,
  watch: Watch,
): Promise<void> {
  await validation.advance('calibrating', watch);
  await calibration.advance('calibrating', watch);
  await train.advance('calibrating', watch);
}
