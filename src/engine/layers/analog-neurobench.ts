/** Counts an analog network by NeuroBench's definitions, from what was tallied of its layers. */
import * as tf from '@tensorflow/tfjs-core';
import { neuronCount } from '../../networks/layer.ts';
import { analogFootprint, type NeuroBench, neuroBench } from '../../networks/neurobench.ts';
import type { AnnNetwork } from './ann.ts';
import { connections, type LayerParameters } from './parameters.ts';
import type { Arrived } from './tally.ts';

/** Returns the block of an analog network that `images` examples went through. */
export async function analogNeuroBench(
  { layers, parameters }: AnnNetwork,
  arrived: readonly Arrived[],
  images: number,
): Promise<NeuroBench> {
  const weights: (Float32Array | null)[] = [];
  for (const each of parameters) weights.push(await weightsWithZeros(each));
  const tallies = layers.map((layer, l) => {
    const next = arrived[l + 1];
    return {
      layer,
      weight: weights[l]!,
      nonZero: arrived[l]!.nonZero,
      binary: arrived[l]!.binary,
      active: next ? { nonZero: next.before, all: neuronCount(layer) * images } : null,
    };
  });
  return neuroBench(tallies, { images, steps: 1, footprint: analogFootprint(layers) });
}

/** Weights that are looked through at a time. */
const pieceSize = 2 ** 20;

/**
 * Returns a layer's weights, or null when none of them is 0: large ones are not read for nothing.
 */
async function weightsWithZeros(parameters: LayerParameters): Promise<Float32Array | null> {
  const flat = tf.tidy(() => tf.reshape(connections(parameters), [-1]));
  try {
    for (let from = 0; from < flat.size; from += pieceSize) {
      const least = tf.tidy(() =>
        tf.min(tf.abs(tf.slice(flat, [from], [Math.min(pieceSize, flat.size - from)]))),
      );
      const [value] = await least.data();
      least.dispose();
      if (value === 0) return (await flat.data()) as Float32Array;
    }
    return null;
  } finally {
    flat.dispose();
  }
}
