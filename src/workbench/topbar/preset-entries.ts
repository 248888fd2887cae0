/** The rows of the preset menu: a preset each, and one for all of a family. */
import type { Preset, PresetFamily } from '../../runs/spec/presets/preset.ts';

export type PresetEntry =
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'family'; readonly family: PresetFamily; readonly members: readonly Preset[] };

/** Returns the entries in the order given; a family stands at the place of its first member. */
export function presetEntries(presets: readonly Preset[]): PresetEntry[] {
  return presets.flatMap((preset): PresetEntry[] => {
    const family = preset.family?.of;
    if (!family) return [{ kind: 'preset', preset }];
    const members = presets.filter((other) => other.family?.of === family);
    return members[0] === preset ? [{ kind: 'family', family, members }] : [];
  });
}
