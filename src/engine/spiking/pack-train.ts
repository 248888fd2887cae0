/**
 * Turns spike trains that are written down step by step into the form that the current backend
 * takes.
 */
import * as tf from '@tensorflow/tfjs-core';
import { chunksOf, wordSteps } from '../../backends/kernels/spiking/contract.ts';
import { packsSpikes } from './packed-spikes.ts';

/** Returns a train of 0 and 1, `[T, …shape]` flattened, as words `[chunks, …shape]`. */
function packTrain(train: ArrayLike<number>, timeSteps: number): Int32Array {
  const plane = train.length / timeSteps;
  const words = new Int32Array(chunksOf(timeSteps) * plane);
  for (let t = 0; t < timeSteps; t++)
    for (let i = 0; i < plane; i++)
      if (train[t * plane + i]) words[Math.floor(t / wordSteps) * plane + i]! |= 1 << (t % wordSteps);
  return words;
}

/** Returns a train `[T, …shape]` of 0 and 1 as a tensor of spikes (packed-spikes.ts). */
export function spikesFrom(
  train: Float32Array | Uint8Array | Int8Array,
  timeSteps: number,
  shape: readonly number[],
): tf.Tensor {
  if (!packsSpikes()) return tf.tensor(Float32Array.from(train), [timeSteps, ...shape]);
  return tf.tensor(packTrain(train, timeSteps), [chunksOf(timeSteps), ...shape], 'int32');
}
