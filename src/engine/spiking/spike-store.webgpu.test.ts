/**
 * Tests that kept spikes come back as they went in, all bits of a word: tfjs's own moves on WebGPU
 * round an int32 to 24 bits.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openBackend } from '../../backends/open.ts';
import { createRandom } from '../work/random.ts';
import { joinSpikes, takeImages } from './packed-spikes.ts';
import { createSpikeStore } from './spike-store.ts';

const noKernels = () => Promise.reject(new Error('not for this backend'));

beforeAll(async () => {
  await openBackend({ wanted: 'webgpu', wasm: '', kernels: noKernels });
});

// More than tfjs would compute on the CPU behind our back.
const [chunks, images, neurons] = [2, 12, 150];
const random = createRandom(1, 'spike store');
const words = Int32Array.from({ length: chunks * images * neurons }, () => random.next() * 2 ** 32);

function wordsOf(indices: readonly number[]): number[] {
  return Array.from({ length: chunks }, (_, k) =>
    indices.flatMap((n) => [...words.subarray((k * images + n) * neurons, (k * images + n + 1) * neurons)]),
  ).flat();
}

test('a store of pieces gives back every bit', async () => {
  const store = createSpikeStore([neurons], 64, 8);
  for (const piece of [
    [0, 1, 2, 3, 4, 5, 6, 7],
    [8, 9, 10, 11],
  ])
    await store.put(tf.tensor(Int32Array.from(wordsOf(piece)), [chunks, piece.length, neurons], 'int32'));
  const wanted = [11, 0, 7, 8, 3];
  const taken = store.take(wanted);
  expect([...(await taken.data())]).toEqual(wordsOf(wanted));
  taken.dispose();
  store.drop(0);
  store.drop(1);
});

test('images and pieces of a window join and part to the bit', async () => {
  const whole = tf.tensor(words, [chunks, images, neurons], 'int32');
  const found = tf.tidy(() => {
    const [a, b] = [takeImages(whole, [5, 2]), takeImages(whole, [9])];
    return [joinSpikes([a, b], 1), joinSpikes([a, a, a], 0)];
  }) as [tf.Tensor, tf.Tensor];
  expect([...(await found[0].data())]).toEqual(wordsOf([5, 2, 9]));
  expect([...(await found[1].data())]).toEqual([0, 1, 2].flatMap(() => wordsOf([5, 2])));
  tf.dispose([whole, ...found]);
});
