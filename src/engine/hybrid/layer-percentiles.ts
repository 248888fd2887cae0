/**
 * Computes exact percentiles of a layer's activations (§3.3). Those of values in one array come
 * from the backend's selection kernel if it has one, otherwise from sorting; other values are
 * counted in passes (streamed-order-statistics.ts), with the same result to the last bit.
 */
import * as tf from '@tensorflow/tfjs-core';
import { orderStatisticsName } from '../../backends/kernels/spiking/contract.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';
import { between, placeOf, sortedCopy } from './percentile.ts';
import { streamedOrderStatistics } from './streamed-order-statistics.ts';
import type { LayerValuesOf } from './value-blocks.ts';

/**
 * Returns the percentiles `qs` of the whole layer (one row) or of each channel. No value is below
 * 0.
 */
export async function percentilesOf(
  values: LayerValuesOf,
  qs: readonly number[],
  scope: 'layer' | 'channel',
): Promise<number[][]> {
  const groups = { layer: 1, channel: values.channels }[scope];
  const places = qs.map((q) => placeOf(q, (values.perImage * values.images) / groups));
  const ranks = places.flatMap(({ below, above }) => [below, above]);
  const statistics = values.held
    ? await heldOrderStatistics(values.held, ranks, values.channels, scope)
    : await streamedOrderStatistics(values, ranks, groups);
  return Array.from({ length: groups }, (_, c) =>
    places.map(({ share }, i) => {
      const at = c * ranks.length + 2 * i;
      return between(statistics[at]!, statistics[at + 1]!, share);
    }),
  );
}

async function heldOrderStatistics(
  values: Float32Array,
  ranks: readonly number[],
  channels: number,
  scope: 'layer' | 'channel',
): Promise<Float32Array> {
  if (!hasKernel(orderStatisticsName)) {
    const columns = scope === 'layer' ? [values] : columnsOf(values, channels);
    return Float32Array.from(
      columns.flatMap((column) => {
        const sorted = sortedCopy(column);
        return ranks.map((rank) => sorted[rank]!);
      }),
    );
  }
  const found = tf.tidy(
    () =>
      runKernel(
        orderStatisticsName,
        { values: tf.tensor2d(values, [values.length / channels, channels]) },
        { ranks, scope },
      )[0]!,
  );
  const statistics = (await found.data()) as Float32Array;
  found.dispose();
  return statistics;
}

function columnsOf(values: Float32Array, channels: number): Float32Array[] {
  return Array.from({ length: channels }, (_, c) =>
    Float32Array.from({ length: values.length / channels }, (__, i) => values[i * channels + c]!),
  );
}
