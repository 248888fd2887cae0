/**
 * Thresholds of a network whose layers all learn at once, fixed before the first epoch: layer by
 * layer, ϑ comes from a percentile of the layer's activations on what really arrives from the
 * spiking layers before it (as PTL's does, §3.3), and what a spike is worth is folded into the
 * layer after (design §4.5). So activations keep their units at any depth: trained weights start as
 * a conversion without fine-tuning, and random ones with neurons that fire in every layer.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../examples/example-set.ts';
import { firstExamples } from '../examples/example-set.ts';
import type { Examples } from '../examples/examples.ts';
import { type AnnNetwork, inferLayer } from '../layers/ann.ts';
import { foldThreshold } from '../layers/fold.ts';
import type { Watch } from '../work/watch.ts';
import { adoptStatistics, statisticsUnseen } from './first-statistics.ts';
import { collect, type LayerValuesOf, leastImages, type ThresholdSettings } from './threshold-layer-norm.ts';

export interface StartSettings {
  readonly threshold: ThresholdSettings;
  /** Training images on which thresholds are measured. */
  readonly calibrationCount: number;
  readonly batchSize: number;
}

/** The images for it; every member of a crew measures on all of them. */
export function calibrationImages(
  train: ExampleSet,
  { threshold, calibrationCount }: StartSettings,
): ExampleSet {
  return firstExamples(train, Math.max(leastImages[threshold.scope], calibrationCount));
}

/** What the neurons of a layer are to do, one entry or one per channel. */
export interface LayerSpikes {
  /** ϑ; 0 marks a dead layer or channel. */
  readonly threshold: Float32Array;
  /**
   * The activation that a spike stands for, in the units in which spikes arrive at the layer after.
   */
  readonly worth: Float32Array;
}

/**
 * Appends ϑ of each hidden layer to `thresholds`, in place. `arriving` gives what arrives at layer
 * `thresholds.length`; `spikesOf` chooses ϑ from the layer's activations there. Batch norm that has
 * seen nothing takes its first statistics from the same images. Returns the mean of what arrived at
 * each hidden layer.
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
