/**
 * Computes thresholds from the original ANN, for all layers at once before anything is converted.
 * This is an ablation of Threshold LayerNorm (Algorithm 1), which measures each layer in the hybrid
 * network of its own stage, on the spikes that really arrive and after the fine-tuning so far.
 */

import type { Examples } from '../examples/examples.ts';
import { type AnnNetwork, runLayers } from '../layers/ann.ts';
import type { Watch } from '../work/watch.ts';
import { collect } from './layer-values.ts';
import {
  type LayerThreshold,
  type ThresholdSettings,
  thresholdLayerNorm,
  type WindowOfThresholds,
} from './threshold-layer-norm.ts';
import type { LayerValuesOf } from './value-blocks.ts';

/**
 * Returns the thresholds of every hidden layer, measured in evaluation mode; `images` are
 * calibration images, as they arrive at the first layer. Because ϑ is folded into the next layer
 * (design §4.5), a layer of the hybrid network works in the same units as here.
 */
export async function annThresholds(
  ann: AnnNetwork,
  images: Examples,
  settings: WindowOfThresholds & { readonly threshold: ThresholdSettings; readonly batchSize: number },
  watch: Watch,
): Promise<LayerThreshold[]> {
  const thresholds: LayerThreshold[] = [];
  for await (const activations of annActivations(ann, images, settings.batchSize, watch))
    thresholds.push(await thresholdLayerNorm(activations, settings.threshold, settings));
  return thresholds;
}

/** Yields the activations of every hidden layer, from the first to the last, in evaluation mode. */
export async function* annActivations(
  ann: AnnNetwork,
  images: Examples,
  batchSize: number,
  watch: Watch,
): AsyncGenerator<LayerValuesOf> {
  for (let l = 0; l < ann.layers.length - 1; l++)
    yield await collect(images, batchSize, watch, ({ value }) => runLayers(ann, value, 0, 'infer', l + 1));
}
