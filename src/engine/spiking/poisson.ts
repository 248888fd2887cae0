/** Poisson trains of images as tensors (poisson-words.ts draws them). */
import * as tf from '@tensorflow/tfjs-core';
import { chunksOf, wordSteps } from '../../backends/kernels/spiking/contract.ts';
import { sizeOf } from '../../networks/shape.ts';
import { packsSpikes } from './packed-spikes.ts';
import { poissonWords, type TrainSettings } from './poisson-words.ts';

/**
 * Returns the trains of images `x` `[N, h, w, c]` in the form that the current backend takes
 * (packed-spikes.ts).
 */
export async function poissonTrain(x: tf.Tensor, settings: TrainSettings): Promise<tf.Tensor> {
  const pixels = (await x.data()) as Float32Array;
  const words = poissonWords(pixels, sizeOf(x.shape.slice(1)), settings);
  const { timeSteps } = settings;
  if (packsSpikes()) return tf.tensor(words, [chunksOf(timeSteps), ...x.shape], 'int32');
  const train = new Float32Array(timeSteps * pixels.length);
  for (let t = 0; t < timeSteps; t++) {
    const from = Math.floor(t / wordSteps) * pixels.length;
    for (let i = 0; i < pixels.length; i++)
      train[t * pixels.length + i] = (words[from + i]! >>> (t % wordSteps)) & 1;
  }
  return tf.tensor(train, [timeSteps, ...x.shape]);
}
