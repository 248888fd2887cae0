import { expect, test } from 'vitest';
import type { Preset } from '../../runs/spec/presets/preset.ts';
import { findPreset, newestPresets } from '../../runs/spec/presets/presets.ts';
import { presetEntries } from './preset-entries.ts';

test('a family is one row, where its first member stands', () => {
  const plain = findPreset('first-look')!;
  const of = { title: 'Sizes', summary: 'By size:' };
  const member = (id: string): Preset => ({ ...plain, id, family: { of, member: id } });
  const [small, large] = [member('small@1'), member('large@1')];
  const last = { ...plain, id: 'last@1' };
  expect(presetEntries([plain, small, last, large])).toEqual([
    { kind: 'preset', preset: plain },
    { kind: 'family', family: of, members: [small, large] },
    { kind: 'preset', preset: last },
  ]);
});

test('every preset of the menu is in it once', () => {
  const offered = presetEntries(newestPresets).flatMap((entry) =>
    entry.kind === 'preset' ? [entry.preset] : entry.members,
  );
  expect(offered.map(({ id }) => id).sort()).toEqual(newestPresets.map(({ id }) => id).sort());
});
