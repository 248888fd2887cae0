/**
 * Tests convolutions in stored runs of version 1, which have no dilation and one padding for both
 * sides.
 */
import { expect, test } from 'vitest';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { upgradeRecord } from './upgrade.ts';

const layers = toLayers(parseNotation('8x8-c2s2-a2-3'));

const former = layers.map((layer) => {
  if (layer.synapse.kind !== 'conv2d') return layer;
  const { dilation: _, padding, ...synapse } = layer.synapse;
  return { ...layer, synapse: { ...synapse, padding: padding.before } };
});

test('they are read as the layers of today', () => {
  expect(former).not.toEqual(layers);
  expect(upgradeRecord({ layers: former })).toMatchObject({ layers });
  expect(upgradeRecord({ layers })).toMatchObject({ layers });
});

test.each([[null], [[]], [[null, 3, 'conv']], ['none']])('%j passes unchanged', (odd) => {
  expect(upgradeRecord({ layers: odd })).toMatchObject({ layers: odd });
});
