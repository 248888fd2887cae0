/**
 * Corrects the biases of the coupled layer, without labels: each channel's is moved by what its
 * spikes miss on average of the activation a that the original ANN has there (Y. Li et al., ICML
 * 2021),
 *
 *   b_c ← b_c + mean over images and positions of (a − ϑ_c · count).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Examples } from '../examples/examples.ts';
import type { LayerParameters } from '../layers/parameters.ts';
import type { Watch } from '../work/watch.ts';
import type { HybridNetwork } from './hybrid.ts';
import { collectCounts } from './threshold-layer-norm.ts';
import { channelMeans } from './value-blocks.ts';

/**
 * Moves the biases of the coupled layer. `means` are those of the activations a, one for each
 * channel, `threshold` is ϑ, `[1]` or `[C]`; counts are measured on `examples` as they arrive.
 */
export async function correctBias(
  hybrid: HybridNetwork,
  { means, threshold }: { readonly means: ArrayLike<number>; readonly threshold: Float32Array },
  examples: Examples,
  batchSize: number,
  watch: Watch,
): Promise<void> {
  const counts = await channelMeans(await collectCounts(hybrid, examples, batchSize, watch));
  const missing = counts.map((count, c) => means[c]! - threshold[threshold.length === 1 ? 0 : c]! * count);
  moveBias(hybrid.parameters[hybrid.frozen.length]!, missing);
}

/** Moves the bias of each channel, behind batch norm where the layer has it. */
function moveBias({ bias, batchNorm }: LayerParameters, by: Float64Array): void {
  const moved = batchNorm?.beta ?? bias;
  tf.tidy(() => moved.assign(tf.add(moved, tf.tensor1d(Float32Array.from(by)))));
}
