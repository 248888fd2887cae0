/** Runs a checkpoint as the engine does, for comparison with other programs. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { runLayers } from '../../../engine/layers/ann.ts';
import { createParameters } from '../../../engine/layers/parameters.ts';
import { toLayers } from '../../../networks/chain.ts';
import { parseNotation } from '../../../networks/notation.ts';
import type { Checkpoint } from '../../checkpoint.ts';

/** Returns the outputs for one image, channels last. */
export async function ownOutputs({ notation, layers: values }: Checkpoint, image: ArrayLike<number>) {
  await tf.setBackend('cpu');
  const { inputShape, ...network } = parseNotation(notation);
  const layers = toLayers({ inputShape, ...network });
  const parameters = layers.map((layer, i) => createParameters(layer, values[i]!));
  const outputs = tf.tidy(() =>
    runLayers({ layers, parameters }, tf.tensor4d(Float32Array.from(image), [1, ...inputShape]), 0, 'infer'),
  );
  return [...(await outputs.data())];
}

/** Returns the largest difference as a share of the largest value of `reference`. */
export function largestDifference(values: ArrayLike<number>, reference: ArrayLike<number>): number {
  const list = Array.from(reference);
  if (values.length !== list.length) return Number.POSITIVE_INFINITY;
  const most = Math.max(...list.map(Math.abs));
  return Math.max(...list.map((value, i) => Math.abs(value - values[i]!))) / most;
}
