/**
 * Computes values of a layer over all examples. Where they are few they are held in one array;
 * otherwise every pass computes them anew, block by block, so that the memory does not grow with
 * the number of examples.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type Arrival, type Examples, rangeOf } from '../examples/examples.ts';
import type { Watch } from '../work/watch.ts';
import { heldBytes } from './calibration.ts';
import { heldValues, type LayerValuesOf } from './value-blocks.ts';

/**
 * Applies `of` to every example, batch by batch, and returns the values and the mean of the input.
 * Values of more than `mostHeld` bytes are computed anew in every pass, in blocks of a batch; then
 * examples and network must stay as they are until the last pass is over.
 */
export async function collect(
  examples: Examples,
  batchSize: number,
  watch: Watch,
  of: (arrival: Arrival) => tf.Tensor,
  mostHeld = heldBytes,
): Promise<LayerValuesOf & { readonly arrived: number }> {
  const batches = Math.ceil(examples.count / batchSize);
  const told = (b: number) => watch({ phase: 'calibrating', batch: b + 1, batches });
  let joined: Float32Array | null = new Float32Array(0);
  let perImage = 0;
  let channels = 1;
  let arrived = 0;
  for (let b = 0; b < batches; b++) {
    const indices = rangeOf(b * batchSize, batchSize, examples.count);
    const [mean, result] = tf.tidy(() => {
      const arrival = examples.arrivalAt(indices);
      return [tf.mean(arrival.value), ...(joined ? [of(arrival)] : [])];
    }) as [tf.Tensor, tf.Tensor?];
    arrived += ((await mean.data())[0]! * indices.length) / examples.count;
    mean.dispose();
    if (joined && result) {
      if (b === 0) {
        perImage = result.size / indices.length;
        channels = result.shape.at(-1)!;
        const size = perImage * examples.count;
        joined = size * Float32Array.BYTES_PER_ELEMENT > mostHeld ? null : new Float32Array(size);
      }
      joined?.set((await result.data()) as Float32Array, perImage * b * batchSize);
      result.dispose();
    }
    await told(b);
  }
  if (joined) return { ...heldValues(joined, channels, examples.count), perImage, arrived };
  return {
    channels,
    images: examples.count,
    perImage,
    held: null,
    blockSize: batchSize,
    arrived,
    read: async (first, count) => {
      const result = tf.tidy(() => of(examples.arrivalAt(rangeOf(first, count, examples.count))));
      const values = (await result.data()) as Float32Array;
      result.dispose();
      await told(Math.floor(first / batchSize));
      return values;
    },
  };
}
