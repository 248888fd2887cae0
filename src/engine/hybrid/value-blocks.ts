/** Values of a layer over all examples, read block by block; how they come about is left open. */

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

/** Returns the mean of each channel, in double precision, summed in the order of the images. */
export async function channelMeans(values: LayerValuesOf): Promise<Float64Array> {
  const { channels } = values;
  const rows = (values.perImage * values.images) / channels;
  const sums = new Float64Array(channels);
  await eachBlock([values], ([block]) => {
    for (let i = 0; i < block!.length; i++) sums[i % channels]! += block![i]!;
  });
  return sums.map((sum) => sum / rows);
}
