/**
 * Measures batch-norm statistics of a network that has not been trained yet. Mean 0 and variance 1
 * describe nothing that flows through it, and a threshold measured behind them would be wrong by
 * the factor by which training then moves them.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../../networks/layer.ts';
import type { Examples } from '../examples/examples.ts';
import { connections, type LayerParameters } from '../layers/parameters.ts';
import { synapticCurrent } from '../layers/synapse.ts';
import type { Watch } from '../work/watch.ts';
import { collect } from './layer-values.ts';
import { channelMeans, eachBlock, type LayerValuesOf } from './value-blocks.ts';

/**
 * Resolves to true when the layer's batch norm still has its first values: means 0, variances 1.
 */
export async function statisticsUnseen({ batchNorm }: LayerParameters): Promise<boolean> {
  if (!batchNorm) return false;
  const [mean, variance] = await Promise.all([batchNorm.mean.data(), batchNorm.variance.data()]);
  return mean.every((value) => value === 0) && variance.every((value) => value === 1);
}

/**
 * Sets running statistics to those of the layer's real input over all `examples`; the variance is
 * unbiased, as in training.
 */
export async function adoptStatistics(
  layer: Layer,
  parameters: LayerParameters,
  examples: Examples,
  batchSize: number,
  watch: Watch,
): Promise<void> {
  const { batchNorm, bias } = parameters;
  if (!batchNorm) return;
  const currents = await collect(examples, batchSize, watch, ({ value }) =>
    tf.add(synapticCurrent(layer, value, connections(parameters)), bias),
  );
  const { mean, variance } = await momentsOf(currents);
  tf.tidy(() => {
    batchNorm.mean.assign(tf.tensor1d(mean));
    batchNorm.variance.assign(tf.tensor1d(variance));
  });
}

/**
 * Resolves to mean and variance of each channel of values `[…, C]`, in double precision; it takes
 * two passes, so that nothing cancels.
 */
async function momentsOf(values: LayerValuesOf): Promise<{ mean: Float32Array; variance: Float32Array }> {
  const { channels } = values;
  const rows = (values.perImage * values.images) / channels;
  const mean = await channelMeans(values);
  const squares = new Float64Array(channels);
  await eachBlock([values], ([block]) => {
    block!.forEach((value, i) => {
      squares[i % channels]! += (value - mean[i % channels]!) ** 2;
    });
  });
  return {
    mean: Float32Array.from(mean),
    variance: Float32Array.from(squares, (sum) => sum / Math.max(1, rows - 1)),
  };
}
