/** Holds the example sets of a conversion in the form in which they arrive at the current layer. */

import { type ExampleSet, examplesFrom, firstExamples } from '../examples/example-set.ts';
import { type Arrivals, type CacheBudget, createArrivals } from '../hybrid/arrivals.ts';
import type { HybridNetwork } from '../hybrid/hybrid.ts';
import { leastImages } from '../hybrid/threshold-layer-norm.ts';
import { type Crew, shareOf } from '../work/crew.ts';
import type { Watch } from '../work/watch.ts';
import type { ConversionData, ConversionSettings } from './conversion.ts';

/**
 * The arrivals of this member's share of the images. The calibration images are not shared out:
 * every member has all of them.
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
  crew: Crew,
  cache: CacheBudget,
): StageArrivals {
  const own = (data: ExampleSet) => {
    const { start, count } = shareOf(data.count, crew);
    return createArrivals(hybrid, examplesFrom(data, start, count), cache);
  };
  const least = leastImages[settings.threshold.scope];
  const calibration = firstExamples(train, Math.max(least, settings.calibrationCount));
  return {
    validation: own(validation),
    calibration: createArrivals(hybrid, calibration, cache),
    train: own(train),
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
