/** Tests the family of deep networks: its table and its menu say what the networks are. */
import { expect, test } from 'vitest';
import { toLayers } from '../../../networks/chain.ts';
import { annMacs } from '../../../networks/cost.ts';
import { outputChannels } from '../../../networks/layer.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { parameterCount } from '../../../networks/sizes.ts';
import { presetSpec } from '../spec.ts';
import { deepFamily, deepNetwork, depths } from './deep-presets.ts';
import { findPreset, newestPresets } from './presets.ts';

test.each(depths)('depth $depth: $macs multiply-accumulates per image, $parameters parameters', (row) => {
  const layers = toLayers(parseNotation(deepNetwork(row.depth)));
  expect(layers).toHaveLength(row.depth);
  expect({ ...row, macs: annMacs(layers), parameters: parameterCount(layers) }).toEqual(row);
  expect(row.macs).toBeLessThan(8e6);
  for (const layer of layers.slice(0, -1)) {
    expect(layer.batchNorm).not.toBeNull();
    expect(layer.before.every(({ kind }) => kind === 'flatten')).toBe(true);
    expect([8, 16, 32, 64]).toContain(outputChannels(layer.synapse));
  }
});

test('the menu offers them as one family, in the order of their depth', () => {
  const members = newestPresets.filter(({ family }) => family?.of === deepFamily);
  expect(members.map(({ id }) => id)).toEqual(['deep-5@2', 'deep-7@2', 'deep-9@2', 'deep-11@2', 'deep-13@2']);
  expect(members.map(({ family }) => family?.member)).toEqual(['5', '7', '9', '11', '13']);
  expect(findPreset('deep-13@2')?.summary).toMatch(
    /^3\.7 million multiply-accumulates an image, 154 thousand/,
  );
});

test('they differ in the network alone', () => {
  const [first, ...others] = depths.map(({ depth }) => presetSpec(`deep-${depth}@2`));
  for (const other of others)
    expect({ ...other, preset: first!.preset, network: first!.network }).toEqual(first);
});
