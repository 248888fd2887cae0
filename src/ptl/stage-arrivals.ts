/** The sets of a conversion, each as it arrives at the layer in hand. */
import { type Arrivals, type CacheBudget, createArrivals } from './arrivals.ts';
import type { ConversionData, ConversionSettings } from './conversion.ts';
import { type Crew, shareOf } from './crew.ts';
import { firstImages, imagesFrom, type LabelledImages } from './data.ts';
import type { HybridNetwork } from './hybrid.ts';
import { channelScopeImages } from './threshold-layer-norm.ts';
import type { Watch } from './watch.ts';

/** This member's share of the images; the calibration images whole. */
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
  const own = (data: LabelledImages) => {
    const { start, count } = shareOf(data.count, crew);
    return createArrivals(hybrid, imagesFrom(data, start, count), cache);
  };
  const least = settings.threshold.scope === 'channel' ? channelScopeImages : 1;
  const calibration = firstImages(train, Math.max(least, settings.calibrationCount));
  return {
    validation: own(validation),
    calibration: createArrivals(hybrid, calibration, cache),
    train: own(train),
  };
}

/** Call when a layer was frozen. What is asked for most often comes first, in case the memory does not suffice for all. */
export async function advance(
  { validation, calibration, train }: StageArrivals,
  watch: Watch,
): Promise<void> {
  await validation.advance('calibrating', watch);
  await calibration.advance('calibrating', watch);
  await train.advance('calibrating', watch);
}
