/** Tests how far a frame sees, and what cannot be run along a signal. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { averagePool, averagePoolKind } from '../../../networks/kinds/average-pool.ts';
import { conv2d, conv2dKind } from '../../../networks/kinds/conv2d.ts';
import type { Layer } from '../../../networks/layer.ts';
import { createSeparator, separatorVariables } from '../../separation/separator.ts';
import type { SpikingNetwork } from '../../spiking/spiking-network.ts';
import { denseLayer } from '../../testing/layers.ts';
import { coreLayers, noise, separatorEnds, spikingCore } from '../../testing/separators.ts';
import { noWatch } from '../../testing/toy.ts';
import { separate } from './separate.ts';
import { receptiveField, signalLayer } from './signal-layer.ts';

beforeAll(async () => {
  await openNodeBackend('cpu');
});

const input = {
  name: 'conv1',
  inputShape: [1, 50, 2],
  filters: 2,
  kernel: [1, 3],
  stride: [1, 1],
  padding: [0, 1],
} as const;

function layerOf(change: Partial<Parameters<typeof conv2d>[0]>, before: Layer['before'] = []): Layer {
  return {
    name: 'conv1',
    before,
    synapse: conv2dKind.partOf(conv2d({ ...input, ...change })),
    batchNorm: null,
  };
}

test('ten dilations of kernel 3 see 1,023 frames to each side', () => {
  const dilations = Array.from({ length: 10 }, (_, i) => 2 ** i);
  const layers = coreLayers({ filters: 2, frames: 50, dilations });
  expect(receptiveField(layers.map(signalLayer))).toEqual({ before: 1023, after: 1023 });
  const aside = layerOf({ padding: { before: [0, 3], after: [0, 13] }, dilation: [1, 8] });
  expect(receptiveField([signalLayer(aside), signalLayer(layerOf({}))])).toEqual({ before: 4, after: 14 });
});

test.each<[string, Layer, string]>([
  [
    'pooling',
    layerOf({}, [
      averagePoolKind.partOf(
        averagePool({ name: 'pool', inputShape: [1, 100, 2], kernel: [1, 2], stride: [1, 2] }),
      ),
    ]),
    'pooling and flattening stand before it',
  ],
  ['a stride', layerOf({ stride: [1, 2] }), 'it makes a frame of 2'],
  [
    'no padding',
    layerOf({ padding: [0, 0] }),
    'of 50 frames it makes 48; its padding must keep their number',
  ],
  ['more rows', layerOf({ inputShape: [5, 50, 2] }), 'its images have more than one row'],
  ['a dense layer', denseLayer(100, 4), 'it is no convolution'],
])('%s is refused by name', (_what, layer, words) => {
  expect(() => signalLayer(layer)).toThrow(`${layer.name} cannot move along a signal: ${words}`);
});

const shape = { filters: 2, length: 4, stride: 2 };
const core = spikingCore({ filters: 2, frames: 50, dilations: [1], timeSteps: 4, seed: 1 });
const separated = (network: SpikingNetwork, mixture = noise(20, 1), steps: number[] = []) => {
  const separator = createSeparator(shape, separatorEnds(shape, 1));
  return separate(network, separator, mixture, { watch: noWatch, steps }).finally(() =>
    tf.dispose(separatorVariables(separator)),
  );
};

test('networks, steps and samples that do not fit are refused, and nothing is left behind', async () => {
  const before = tf.memory().numTensors;
  const wider = spikingCore({ filters: 3, frames: 50, dilations: [1], timeSteps: 4, seed: 1 });
  await expect(separated(wider)).rejects.toThrow('the encoder makes 2 channels, and the network takes 3');
  const cut = { ...core, layers: core.layers.slice(0, -1) };
  await expect(separated(cut)).rejects.toThrow('two masks of 2 channels are wanted');
  const dynamics = { coding: 'poisson', reset: 'soft', leak: 1, decoding: 'potential', seed: 1 } as const;
  await expect(separated({ ...core, dynamics })).rejects.toThrow('Poisson trains');
  const counting = { ...core, dynamics: { ...dynamics, decoding: 'counts' } } as const;
  await expect(separated(counting)).rejects.toThrow('no potentials for masks');
  await expect(separated(core, Float32Array.of(0, Number.NaN))).rejects.toThrow('sample 1 of the mixture');
  await expect(separated(core, noise(20, 1), [5])).rejects.toThrow('step 5 is none of 1 to 4');
  await expect(separated(core, noise(20, 1), [2, 2])).rejects.toThrow('must ascend');
  const analog = { ...core, layers: core.layers.map((layer) => ({ ...layer, threshold: null })) };
  await expect(separated(analog, noise(20, 1), [2])).rejects.toThrow('no answer before the end');
  expect((await separated(analog)).spikeRates).toEqual([null, null]);
  expect(tf.memory().numTensors).toBe(before);
});
