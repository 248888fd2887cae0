/**
 * Threshold LayerNorm (§3.3, Algorithm 1): the upper bound of a layer is a percentile of all its post-ReLU activations,
 * zeros included, on training images in the current hybrid network; ϑ = upper bound / Ns.
 */
import * as tf from '@tensorflow/tfjs-core';
import { batchFrom, type LabelledImages } from './data.ts';
import { analogActivation, coupledCounts, type HybridNetwork, throughFrozen } from './hybrid.ts';
import { percentileOfSorted, sortedCopy } from './percentile.ts';
import type { Watch } from './watch.ts';

export interface ThresholdSettings {
  /** 0…100; 100 is the maximum. */
  readonly percentile: number;
  readonly scope: 'layer' | 'channel';
}

/** Channel scope needs this many images at least: a channel has far fewer activations than a layer. */
export const channelScopeImages = 1000;

export interface LayerThreshold {
  /** aᵤ, one entry or one per channel, in activation units. */
  readonly upperBound: Float32Array;
  /** ϑ = aᵤ / Ns; 0 marks a dead layer or channel. */
  readonly threshold: Float32Array;
  readonly dead: number;
}

/** Values `[images, …, C]` flattened, channels innermost. */
export interface LayerValuesOf {
  readonly values: Float32Array;
  readonly channels: number;
  readonly images: number;
}

/** What `of` gives for every image of `data`, batch by batch, joined. */
async function collect(
  network: HybridNetwork,
  data: LabelledImages,
  batchSize: number,
  watch: Watch,
  of: (network: HybridNetwork, arrival: ReturnType<typeof throughFrozen>) => tf.Tensor,
): Promise<LayerValuesOf> {
  const batches = Math.ceil(data.count / batchSize);
  let joined = new Float32Array(0);
  let channels = 1;
  for (let b = 0; b < batches; b++) {
    const { x, labels } = batchFrom(data, b * batchSize, batchSize);
    const result = tf.tidy(() => of(network, throughFrozen(network, x)));
    const values = (await result.data()) as Float32Array;
    if (b === 0) joined = new Float32Array((values.length / labels.length) * data.count);
    joined.set(values, (joined.length / data.count) * b * batchSize);
    channels = result.shape.at(-1)!;
    tf.dispose([x, result]);
    await watch({ phase: 'calibrating', batch: b + 1, batches });
  }
  return { values: joined, channels, images: data.count };
}

/** Activations of the layer that is next to be converted (or is coupled), in evaluation mode. */
export function collectActivations(
  network: HybridNetwork,
  data: LabelledImages,
  batchSize: number,
  watch: Watch,
) {
  return collect(network, data, batchSize, watch, analogActivation);
}

/** Spike counts of the coupled layer. */
export function collectCounts(network: HybridNetwork, data: LabelledImages, batchSize: number, watch: Watch) {
  return collect(network, data, batchSize, watch, coupledCounts);
}

/** Upper bounds and thresholds from a layer's activations. */
export function thresholdLayerNorm(
  { values, channels }: LayerValuesOf,
  settings: ThresholdSettings,
  timeSteps: number,
): LayerThreshold {
  const upperBound =
    settings.scope === 'layer'
      ? Float32Array.of(percentileOfSorted(sortedCopy(values), settings.percentile))
      : Float32Array.from({ length: channels }, (_, c) =>
          percentileOfSorted(channel(values, channels, c).sort(), settings.percentile),
        );
  const threshold = upperBound.map((bound) => (bound > 0 ? bound / timeSteps : 0));
  return { upperBound, threshold, dead: threshold.filter((theta) => theta === 0).length };
}

function channel(values: Float32Array, channels: number, c: number): Float32Array {
  return Float32Array.from({ length: values.length / channels }, (_, i) => values[i * channels + c]!);
}
