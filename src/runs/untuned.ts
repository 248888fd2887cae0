/** The educator's minute: conversions of a pre-trained network without fine-tuning, measured at once. */

import { convertUntuned } from '../ptl/convert-untuned.ts';
import { firstImages, type LabelledImages } from '../ptl/data.ts';
import { disposeHybrid, hybridLogits } from '../ptl/hybrid.ts';
import { measure } from '../ptl/loss.ts';
import { createParameters, disposeParameters } from '../ptl/parameters.ts';
import { recordHybrid } from '../ptl/record-hybrid.ts';
import { simulationBatch } from '../ptl/simulate.ts';
import type { SpikingNetwork } from '../ptl/spiking-network.ts';
import { channelScopeImages } from '../ptl/threshold-layer-norm.ts';
import type { Watch } from '../ptl/watch.ts';
import type { StartNetwork } from './materials.ts';
import type { UntunedSettings } from './simulation.ts';

export interface UntunedConversion {
  readonly accuracy: number;
  readonly images: number;
  readonly thresholds: readonly { readonly layer: string; readonly threshold: readonly number[] }[];
  readonly network: SpikingNetwork;
}

/** Training images that Threshold LayerNorm needs for these settings. */
export function calibrationNeeded(
  settings: Pick<UntunedSettings, 'thresholdScope' | 'calibrationCount'>,
): number {
  return Math.max(settings.calibrationCount, settings.thresholdScope === 'channel' ? channelScopeImages : 1);
}

/** Converts and measures on `judged`. `train` gives the calibration images, its first ones. */
export async function measureUntuned(
  start: StartNetwork,
  train: LabelledImages,
  judged: LabelledImages,
  settings: UntunedSettings,
  watch: Watch,
): Promise<UntunedConversion> {
  const parameters = start.layers.map((layer, l) => createParameters(layer, start.values[l]!));
  try {
    const { hybrid, thresholds } = await convertUntuned(
      { layers: start.layers, parameters },
      firstImages(train, calibrationNeeded(settings)),
      { ...settings, threshold: { percentile: settings.percentile, scope: settings.thresholdScope } },
      watch,
    );
    try {
      const options = { batchSize: simulationBatch(settings.timeSteps), phase: 'validating' as const, watch };
      const { accuracy } = await measure((x) => hybridLogits(hybrid, x), judged, options);
      return {
        accuracy,
        images: judged.count,
        thresholds: thresholds.map(({ threshold }, l) => ({
          layer: start.layers[l]!.name,
          threshold: [...threshold],
        })),
        network: await recordHybrid(hybrid, start.inputShape),
      };
    } finally {
      disposeHybrid(hybrid);
    }
  } finally {
    disposeParameters(parameters);
  }
}
