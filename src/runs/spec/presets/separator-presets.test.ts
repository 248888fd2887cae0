import { expect, test } from 'vitest';
import { toLayers } from '../../../networks/chain.ts';
import { annMacs } from '../../../networks/cost.ts';
import { frontMacs, frontParameters } from '../../../networks/front.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { parameterCount } from '../../../networks/sizes.ts';
import { parseSpec, presetSpec } from '../spec.ts';
import { newestPresets } from './presets.ts';
import { namedSeparators } from './separator-presets.ts';

test.each(namedSeparators)('$id says its multiply-accumulates and parameters', ({ id, macs, parameters }) => {
  const { front, ...record } = parseNotation(presetSpec(id).network);
  const layers = toLayers(record);
  expect([annMacs(layers) + frontMacs(front!), parameterCount(layers) + frontParameters(front!)]).toEqual([
    macs,
    parameters,
  ]);
});

test('the menu offers them as one family, and each is a valid spec', () => {
  const members = newestPresets.filter(({ settings }) => settings.task === 'separation');
  expect(members.map(({ family }) => family?.member)).toEqual(['64, light', '64', '128', '512']);
  for (const { id } of members) expect(parseSpec(presetSpec(id))).toEqual(presetSpec(id));
});
