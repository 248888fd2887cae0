/**
 * Tests on every backend that layers without a kernel are refused by name, in each way to ask for
 * them.
 */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { type Conv2dRecord, conv2d, conv2dKind } from '../../networks/kinds/conv2d.ts';
import type { Layer } from '../../networks/layer.ts';
import { NetworkError } from '../../networks/network-error.ts';
import { affine, synapticCurrent, trainCurrent } from '../layers/synapse.ts';
import { encode, respond } from '../spiking/spiking-layer.ts';
import { spikesFrom } from './spikes.ts';

const base = { name: 'conv1', inputShape: [1, 8, 2], filters: 3, kernel: [1, 3], stride: [1, 1] } as const;

const refused = conv2d({ ...base, padding: [0, 2], dilation: [1, 2], stride: [1, 2] });

function layerOf(record: Conv2dRecord): Layer {
  return { name: record.name, before: [], synapse: conv2dKind.partOf(record), batchNorm: null };
}

/** Returns each way to compute a layer, on an input of ones. */
function ways(layer: Layer): readonly (() => unknown)[] {
  const x = tf.ones([1, 1, 8, 2]);
  const weight = tf.ones([1, 3, 2, 3]);
  const bias = tf.zeros<tf.Rank.R1>([3]);
  const tensors = { weight, bias, threshold: tf.tensor1d([0.5]) };
  const settings = { timeSteps: 4, initialPotential: 'zero', firstLayerBias: 'firstStep' } as const;
  const spikes = spikesFrom(new Float32Array(64).fill(1), 4, [1, 1, 8, 2]);
  return [
    () => synapticCurrent(layer, x, weight),
    () => affine(layer, x, weight, bias, 'relu'),
    () => trainCurrent(layer, tf.ones([4, 1, 1, 8, 2]), weight),
    () => encode(layer, x, tensors, settings),
    () => respond(layer, spikes, tensors, settings, 0),
    () => respond(layer, spikes, tensors, settings, 1),
  ];
}

export function refusals(): void {
  test('a dilation with a stride is refused by name, each way', () => {
    tf.tidy(() => {
      for (const compute of ways(layerOf(refused))) {
        expect(compute).toThrow(NetworkError);
        expect(compute).toThrow(/^conv1: a dilation of 1×2 cannot be computed together with a stride of 1×2/);
      }
    });
  });

  test('the same convolution with one of them is computed, each way', () => {
    tf.tidy(() => {
      for (const compute of ways(layerOf(conv2d({ ...base, padding: [0, 2], dilation: [1, 2] })))) compute();
      for (const compute of ways(layerOf(conv2d({ ...base, padding: [0, 1], stride: [1, 2] })))) compute();
    });
  });

  test('a signal, an image of height 1, is computed', async () => {
    const layer = layerOf(conv2d({ ...base, filters: 1, stride: [1, 2], padding: [0, 1] }));
    const current = tf.tidy(() => {
      const x = tf.tensor4d(
        Float32Array.from({ length: 16 }, (_, i) => i),
        [1, 1, 8, 2],
      );
      return synapticCurrent(layer, x, tf.tensor4d([1, 0, 2, 0, 4, 0], [1, 3, 2, 1]));
    });
    // Channel 0 is 0, 2, …, 14, and 0 on either side: 1·before + 2·here + 4·after at stride 2.
    expect([...(await current.data())]).toEqual([8, 34, 62, 90]);
  });
}
