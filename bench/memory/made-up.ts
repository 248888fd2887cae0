/** Made-up examples of any shape, to measure memory without a data set of that shape. */
import type { DatasetFacts, DatasetSource, Split } from '../../src/datasets/dataset.ts';
import { byteScaling } from '../../src/engine/examples/scaling.ts';
import { createRandom } from '../../src/engine/work/random.ts';
import { type ImageShape, sizeOf } from '../../src/networks/shape.ts';

/** Returns a data set of `images` examples in each split, for networks with so many outputs. */
export function madeUp(inputShape: ImageShape, outputs: number, images: number): DatasetSource {
  const random = createRandom(1, 'made-up images');
  const split = (count: number): Split => ({
    count,
    inputs: Uint8Array.from({ length: count * sizeOf(inputShape) }, () => Math.floor(random.next() * 256)),
    labels: Uint16Array.from({ length: count }, () => Math.floor(random.next() * outputs)),
  });
  const facts: DatasetFacts = {
    id: 'made-up',
    title: 'Made-up images',
    available: { train: images, validation: images, test: images },
    inputShape,
    classNames: Array.from({ length: outputs }, (_, k) => String(k)),
    scaling: byteScaling,
  };
  return {
    ...facts,
    load: async (_, { train, validation, test }) => ({
      ...facts,
      train: split(train),
      validation: split(validation),
      test: split(test),
    }),
  };
}
