/** Measures what a conversion needs of the original ANN, before it changes it. */
import type { Examples } from '../examples/examples.ts';
import { annActivations } from '../hybrid/ann-thresholds.ts';
import type { HybridSettings } from '../hybrid/hybrid.ts';
import {
  type LayerThreshold,
  type ThresholdSettings,
  thresholdLayerNorm,
} from '../hybrid/threshold-layer-norm.ts';
import { channelMeans } from '../hybrid/value-blocks.ts';
import type { AnnNetwork } from '../layers/ann.ts';
import type { Watch } from '../work/watch.ts';

/** What was measured on the original ANN, which a conversion changes. */
export interface Originals {
  /** Thresholds of all hidden layers; null when each stage finds its own. */
  readonly thresholds: readonly LayerThreshold[] | null;
  /** The mean activation of each channel of all hidden layers; null where no bias is corrected. */
  readonly means: readonly Float32Array[] | null;
}

/**
 * Runs the ANN once over the calibration images, as they arrive at the first layer; not at all
 * where nothing of it is needed. Means are in float32: a resume file keeps them.
 */
export async function measureOriginals(
  ann: AnnNetwork,
  images: Examples,
  settings: HybridSettings & { readonly threshold: ThresholdSettings; readonly batchSize: number },
  watch: Watch,
): Promise<Originals> {
  const thresholds: LayerThreshold[] | null = settings.threshold.from === 'ann' ? [] : null;
  const means: Float32Array[] | null = settings.correctBias ? [] : null;
  if (!thresholds && !means) return { thresholds, means };
  for await (const activations of annActivations(ann, images, settings.batchSize, watch)) {
    thresholds?.push(await thresholdLayerNorm(activations, settings.threshold, settings));
    means?.push(Float32Array.from(await channelMeans(activations)));
  }
  return { thresholds, means };
}
