/** Draws the training images of a run by its seed. */
import type { Split } from '../../datasets/dataset.ts';
import { createRandom } from '../../engine/work/random.ts';

/**
 * Returns `count` examples of a split in the order in which the seed draws them, none twice.
 * A smaller count gives the first of a larger one's.
 */
export function drawSubset(split: Split, count: number, seed: number): Split {
  const order = createRandom(seed, 'training subset').permutation(split.count).subarray(0, count);
  const { labels, arrays } = split;
  return {
    count: order.length,
    inputs: taken(split.inputs, split.inputs.length / split.count, order),
    labels: labels.length === 0 ? labels : taken(labels, 1, order),
    ...(arrays ? { arrays: taken(arrays, arrays.length / split.count, order) } : {}),
  };
}

/** Returns the parts of `values`, each of `size`, that stand at these places. */
function taken<A extends Uint8Array | Uint16Array | Float32Array>(
  values: A,
  size: number,
  order: Uint32Array,
): A {
  const parts = new (values.constructor as new (length: number) => A)(order.length * size);
  order.forEach((place, i) => {
    parts.set(values.subarray(place * size, (place + 1) * size), i * size);
  });
  return parts;
}
