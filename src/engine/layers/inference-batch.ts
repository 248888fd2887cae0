/** Decides how many images go through an analog network together when it is measured. */
import { arrivingShape, type Layer, neuronCount } from '../../networks/layer.ts';
import { sizeOf } from '../../networks/shape.ts';

/** Largest number of images: more are no faster. */
const mostImages = 250;

/** Bytes that the values of two layers may take. */
const budget = 2 ** 28;

/**
 * Returns the number of images, fewer of a large network. `ends` are the values of an example that
 * analog ends behind the layers hold at once.
 */
export function inferenceBatch(layers: readonly Layer[], ends = 0): number {
  const inLayers = layers.map((layer) => sizeOf(arrivingShape(layer)) + neuronCount(layer));
  const widest = Math.max(...inLayers, ends);
  return Math.max(1, Math.min(mostImages, Math.floor(budget / (4 * widest))));
}
