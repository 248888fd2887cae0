/**
 * Computes thresholds from the original ANN, for all layers at once before anything is converted.
 * This is an ablation of Threshold LayerNorm (Algorithm 1), which measures each layer in the hybrid
 * network of its own stage, on the spikes that really arrive and after the fine-tuning so far.
 */

import type { Examples } from '../examples/examples.ts';
import { type AnnNetwork, runLayers } from '../layers/ann.ts';
import type { Watch } from '../work/watch.ts';
import { collect } from './layer-values.ts';
import { type LayerThreshold, type ThresholdSettings, thresholdLayerNorm } from './threshold-layer-norm.ts';

/**
 * Returns the thresholds of every hidden layer, measured in evaluation mode; `images` are
 * calibration images, as they arrive at the first layer. Because ϑ is folded into the next layer
 * (design §4.5), a layer of the hybrid network works in the same units as here.
 */
export async function annThresholds(
  ann: AnnNetwork,
  images: Examples,
  settings: { readonly threshold: ThresholdSettings; readonly timeSteps: number; readonly batchSize: number },
  watch: Watch,
): Promise<LayerThreshold[]> {
  const thresholds: LayerThreshold[] = [];
  for (let l = 0; l < ann.layers.length - 1; l++) {
    const activations = await collect(images, settings.batchSize, watch, ({ value }) =>
      runLayers(ann, value, 0, 'infer', l + 1),
    );
    thresholds.push(await thresholdLayerNorm(activations, settings.threshold, settings.timeSteps));
  }
  return thresholds;
}
