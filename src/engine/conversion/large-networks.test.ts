/**
 * Tests that a large network does not stand in memory more often than it must: inference holds two
 * layers at a time, and a conversion without training gives up each layer that it has frozen.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { disposeHybrid } from '../hybrid/hybrid.ts';
import { runLayers } from '../layers/ann.ts';
import { disposeParameters } from '../layers/parameters.ts';
import { batchFrom, noWatch, toyAnn, toyImages, toySettings, toyValues } from '../testing/toy.ts';
import { convertUntuned } from './convert-untuned.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation('8x8-c8s1-c8s1-c8s1-c8s1-c8s1-c8s1-64-3'));
const images = toyImages({ count: 32, inputShape: [8, 8, 1], classes: 3, seed: 1 });

test('inference holds the values of two layers at a time, however many there are', async () => {
  const ann = toyAnn(layers, toyValues(layers, 1));
  const { x } = batchFrom(images, 0, 32);
  const before = tf.memory().numBytes;
  const { kernels } = await tf.profile(() => tf.tidy(() => runLayers(ann, x, 0, 'infer')));
  const heldAfter = kernels
    .filter(({ name }) => name === 'FusedConv2D')
    .map(({ totalBytesSnapshot }) => totalBytesSnapshot - before);
  const layer = 4 * 32 * 8 * 8 * 8;
  expect(heldAfter).toHaveLength(6);
  for (const held of heldAfter.slice(1)) {
    expect(held).toBeGreaterThanOrEqual(2 * layer);
    // The folded weights of one layer are held too.
    expect(held).toBeLessThan(2.1 * layer);
  }
  x.dispose();
  disposeParameters(ann.parameters);
});

test('a conversion without training holds the weights of a frozen layer once', async () => {
  const ann = toyAnn(layers, toyValues(layers, 1));
  const before = tf.memory().numTensors;
  const { hybrid } = await convertUntuned(ann, images, toySettings, noWatch);
  expect(hybrid.frozen).toHaveLength(layers.length - 1);
  hybrid.frozen.forEach(({ weight }, l) => {
    expect(ann.parameters[l]!.weight.dataId).toBe(weight.dataId);
  });
  disposeHybrid(hybrid);
  expect(tf.memory().numTensors).toBe(before);
  disposeParameters(ann.parameters);
});
