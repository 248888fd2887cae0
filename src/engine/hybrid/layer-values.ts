/**
 * Reads values of a layer over all examples. Where they are few they are held in one array;
 * otherwise every pass computes them anew, block by block, so that the memory does not grow with
 * the number of examples.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type Arrival, type Examples, rangeOf } from '../examples/examples.ts';
import type { Watch } from '../work/watch.ts';
import { heldBytes } from './calibration.ts';

/** Values of a layer, `[images, …, C]` flattened, channels innermost. */
export interface LayerValuesOf {
  readonly channels: number;
  readonly images: number;
  /** Number of values of one image. */
  readonly perImage: number;
  /** All values where they are held; null where each pass computes them anew. */
  readonly held: Float32Array | null;
  /** Number of images that are read together. */
  readonly blockSize: number;
  /** Resolves to the values of `count` images from `first` on. */
  read(first: number, count: number): Promise<Float32Array>;
}

/** Returns values that are held in one array. */
export function heldValues(values: Float32Array, channels: number, images: number): LayerValuesOf {
  const perImage = values.length / images;
  return {
    channels,
    images,
    perImage,
    held: values,
    blockSize: images,
    read: async (first, count) => values.subarray(first * perImage, (first + count) * perImage),
  };
}

/** Returns the values of the first `count` images, sharing their memory. */
export function firstValues(values: LayerValuesOf, count: number): LayerValuesOf {
  if (values.held)
    return heldValues(values.held.subarray(0, count * values.perImage), values.channels, count);
  return { ...values, images: count };
}

/**
 * Calls `take` with consecutive blocks of values of the same images, from the first image to the
 * last. `first` is the number of the block's first image. A block may lie in memory that the next
 * one overwrites.
 */
export async function eachBlock(
  sets: readonly LayerValuesOf[],
  take: (blocks: readonly Float32Array[], first: number) => void,
): Promise<void> {
  const { images } = sets[0]!;
  const size = Math.min(...sets.map(({ blockSize }) => blockSize));
  for (let first = 0; first < images; first += size) {
    const count = Math.min(size, images - first);
    const blocks: Float32Array[] = [];
    for (const values of sets) blocks.push(await values.read(first, count));
    take(blocks, first);
  }
}

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
