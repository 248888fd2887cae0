/**
 * Computes exact percentiles of a layer's activations (§3.3), by the backend's selection kernel if
 * it has one, otherwise by sorting.
 */
import * as tf from '@tensorflow/tfjs-core';
import { orderStatisticsName } from '../../backends/kernels/spiking/contract.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';
import { between, percentileOfSorted, placeOf, sortedCopy } from './percentile.ts';

/**
 * Returns the percentiles `qs` of the whole layer (one row) or of each channel. The values are
 * `[…, C]` flattened, channels innermost, none below 0.
 */
export async function percentilesOf(
  { values, channels }: { readonly values: Float32Array; readonly channels: number },
  qs: readonly number[],
  scope: 'layer' | 'channel',
): Promise<number[][]> {
  const groups = { layer: 1, channel: channels }[scope];
  if (!hasKernel(orderStatisticsName)) {
    const columns = groups === 1 ? [values] : columnsOf(values, groups);
    return columns.map((column) => {
      const sorted = sortedCopy(column);
      return qs.map((q) => percentileOfSorted(sorted, q));
    });
  }
  const rows = values.length / channels;
  const places = qs.map((q) => placeOf(q, values.length / groups));
  const ranks = places.flatMap(({ below, above }) => [below, above]);
  const found = tf.tidy(
    () =>
      runKernel(orderStatisticsName, { values: tf.tensor2d(values, [rows, channels]) }, { ranks, scope })[0]!,
  );
  const statistics = (await found.data()) as Float32Array;
  found.dispose();
  return Array.from({ length: groups }, (_, c) =>
    places.map(({ share }, i) => {
      const at = c * ranks.length + 2 * i;
      return between(statistics[at]!, statistics[at + 1]!, share);
    }),
  );
}

function columnsOf(values: Float32Array, channels: number): Float32Array[] {
  return Array.from({ length: channels }, (_, c) =>
    Float32Array.from({ length: values.length / channels }, (__, i) => values[i * channels + c]!),
  );
}
