import { expect, test } from 'vitest';
import { toLayers } from '../../../networks/chain.ts';
import { annMacs } from '../../../networks/cost.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { parameterCount } from '../../../networks/sizes.ts';
import { presetSpec } from '../spec.ts';
import { networkNames, paperNetwork } from './paper-networks.ts';
import { slimNetworks, wholeNetworks } from './paper-presets.ts';
import { newestPresets } from './presets.ts';

const layersOf = (notation: string) => toLayers(parseNotation(notation));

test.each([
  ['cifar-alexnet', 7, 200_508_544],
  ['cifar-vgg9', 9, 228_403_968],
  ['cifar-vgg11', 11, 276_931_328],
  ['cifar-vgg13', 13, 403_604_224],
  ['cifar-vgg16', 16, 695_370_496],
] as const)('%s has %i weighted layers and %i multiply-accumulates', (name, depth, macs) => {
  const layers = layersOf(paperNetwork(name, 1, 10));
  expect([layers.length, annMacs(layers)]).toEqual([depth, macs]);
});

// The published numbers of parameters, and two more for each unit of the dense layers, which have
// batch norm here; AlexNet's convolutions have it as well.
test.each([
  ['imagenet-alexnet', 8, 61_100_840 + 2 * (64 + 192 + 384 + 256 + 256 + 4096 + 4096)],
  ['imagenet-vgg16', 16, 138_365_992 + 2 * (4096 + 4096)],
] as const)('%s has %i weighted layers and %i parameters', (name, depth, parameters) => {
  const layers = layersOf(paperNetwork(name, 1, 1000));
  expect([layers.length, parameterCount(layers)]).toEqual([depth, parameters]);
});

test.each(networkNames)('%s in a fraction of its width has the same layers', (name) => {
  const whole = layersOf(paperNetwork(name, 1, 10));
  for (const width of [2, 4, 8, 16] as const) {
    const slim = layersOf(paperNetwork(name, width, 10));
    expect(slim.map((layer) => layer.synapse.kind)).toEqual(whole.map((layer) => layer.synapse.kind));
    expect(annMacs(slim)).toBeLessThan(annMacs(whole) / width);
  }
});

test.each([...slimNetworks, ...wholeNetworks])(
  '$id says its multiply-accumulates and parameters',
  ({ id, macs, parameters }) => {
    const layers = layersOf(presetSpec(id).network);
    expect([annMacs(layers), parameterCount(layers)]).toEqual([macs, parameters]);
  },
);

test('no title is longer than the top bar has room for', () => {
  for (const { title } of newestPresets) expect(title.length, title).toBeLessThanOrEqual(31);
});
