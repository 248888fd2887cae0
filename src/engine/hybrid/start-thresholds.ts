/**
 * Sets thresholds of a network whose layers all train at once, before the first epoch. Layer by
 * layer, ϑ comes from a percentile of the layer's activations on what really arrives from the
 * spiking layers before it (as PTL's does, §3.3), and the worth of a spike is folded into the next
 * layer (design §4.5). So activations keep their units at any depth: trained weights start as in a
 * conversion without fine-tuning, and random weights start with neurons that fire in every layer.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../examples/example-set.ts';
import { firstExamples } from '../examples/example-set.ts';
import type { Examples } from '../examples/examples.ts';
import { type AnnNetwork, inferLayer } from '../layers/ann.ts';
import { foldThreshold } from '../layers/fold.ts';
import type { Watch } from '../work/watch.ts';
import { leastImages } from './calibration.ts';
import { adoptStatistics, statisticsUnseen } from './first-statistics.ts';
import { collect } from './layer-values.ts';
import type { ThresholdSettings } from './threshold-layer-norm.ts';
import type { LayerValuesOf } from './value-blocks.ts';

export interface StartSettings {
  readonly threshold: ThresholdSettings;
  /** Number of training images on which thresholds are measured. */
  readonly calibrationCount: number;
  readonly batchSize: number;
}

/** Returns the images for measuring thresholds; every member of a crew measures on all of them. */
export function calibrationImages(
  train: ExampleSet,
  { threshold, calibrationCount }: StartSettings,
): ExampleSet {
  return firstExamples(train, Math.max(leastImages[threshold.scope], calibrationCount));
}

/** Threshold and worth of a spike in a layer, one entry or one per channel. */
export interface LayerSpikes {
  /** The threshold ϑ; 0 marks a dead layer or channel. */
  readonly threshold: Float32Array;
  /**
   * The activation that a spike represents, in the units in which spikes arrive at the next layer.
   */
  readonly worth: Float32Array;
}

/**
 * Appends ϑ of each hidden layer to `thresholds`, in place. `arriving` is the input of layer
 * `thresholds.length`; `spikesOf` chooses ϑ from the layer's activations there. Batch norm without
 * any statistics takes its first ones from the same images. Returns the mean input of each hidden
 * layer.
 */
export async function measureThresholds(
  { layers, parameters, thresholds }: AnnNetwork & { readonly thresholds: tf.Tensor1D[] },
  arriving: Examples,
  batchSize: number,
  spikesOf: (activations: LayerValuesOf) => Promise<LayerSpikes>,
  watch: Watch,
): Promise<number[]> {
  const arrived: number[] = [];
  for (let l = 0; l < layers.length - 1; l++) {
    const [layer, own, next] = [layers[l]!, parameters[l]!, l + 1];
    if (await statisticsUnseen(own)) await adoptStatistics(layer, own, arriving, batchSize, watch);
    const activations = await collect(arriving, batchSize, watch, ({ value }) =>
      inferLayer(layer, own, value, false),
    );
    const { threshold, worth } = await spikesOf(activations);
    foldThreshold(layers[next]!, parameters[next]!.weight, worth);
    thresholds.push(tf.tensor1d(threshold));
    arrived.push(activations.arrived);
  }
  return arrived;
}
