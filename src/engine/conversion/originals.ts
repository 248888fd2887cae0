/** Measures what a conversion needs of the original ANN, before it changes it. */
import type { Examples } from '../examples/examples.ts';
import { annThresholds } from '../hybrid/ann-thresholds.ts';
import { originalMeans } from '../hybrid/correct-bias.ts';
import type { HybridSettings } from '../hybrid/hybrid.ts';
import type { LayerThreshold, ThresholdSettings } from '../hybrid/threshold-layer-norm.ts';
import type { AnnNetwork } from '../layers/ann.ts';
import type { Watch } from '../work/watch.ts';

/** What was measured on the original ANN, which a conversion changes. */
export interface Originals {
  /** Thresholds of all hidden layers; null when each stage finds its own. */
  readonly thresholds: readonly LayerThreshold[] | null;
  /** The mean activation of each channel of all hidden layers; null where no bias is corrected. */
  readonly means: readonly Float32Array[] | null;
}

/** `images` are calibration images as they arrive at the first layer. */
export async function measureOriginals(
  ann: AnnNetwork,
  images: Examples,
  settings: HybridSettings & { readonly threshold: ThresholdSettings; readonly batchSize: number },
  watch: Watch,
): Promise<Originals> {
  return {
    thresholds: settings.threshold.from === 'ann' ? await annThresholds(ann, images, settings, watch) : null,
    means: settings.correctBias ? await originalMeans(ann, images, settings.batchSize, watch) : null,
  };
}
