import { expect, test } from 'vitest';
import { toLayers } from '../../../networks/chain.ts';
import { annMacs } from '../../../networks/cost.ts';
import { frontMacs, frontParameters } from '../../../networks/front.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { parameterCount } from '../../../networks/sizes.ts';
import { parseSpec, presetSpec } from '../spec.ts';
import { findPreset, newestPresets } from './presets.ts';
import { namedSeparators } from './separator-presets.ts';

test.each(namedSeparators)('$name says what it computes and learns', ({ name, macs, parameters }) => {
  const { front, ...record } = parseNotation(presetSpec(name).network);
  const layers = toLayers(record);
  expect([annMacs(layers) + frontMacs(front!), parameterCount(layers) + frontParameters(front!)]).toEqual([
    macs,
    parameters,
  ]);
});

test('the menu offers a trained one, and the others as one family; each is a valid spec', () => {
  const members = newestPresets.filter(({ settings }) => settings.task === 'separation');
  expect(members.map(({ id, family }) => [id, family?.member])).toEqual([
    ['voices-first@1', undefined],
    ['separator-light@2', '64, light'],
    ['separator-64@2', '64'],
    ['separator-128@2', '128'],
    ['separator-512@2', '512'],
  ]);
  for (const { id } of members) expect(parseSpec(presetSpec(id))).toEqual(presetSpec(id));
});

test('the newest revision normalises the mixtures of a batch together, the first one each by itself', () => {
  for (const { name } of namedSeparators) {
    expect(findPreset(`${name}@1`)!.settings).toMatchObject({ batchSize: 2, groups: 2 });
    expect(findPreset(name)!.settings).toMatchObject({ batchSize: 4, groups: 1, workers: 1 });
  }
});
