/**
 * Names of the parts of the page that a lesson can point to. Whoever draws such a part spreads
 * `anchor(name)` over its element; lessons/anchors.test.ts checks that each name is used.
 */
export const anchorNames = [
  'settings',
  'presets',
  'convert',
  'strip',
  'progress',
  'untuned',
  'stage',
  'sample',
  'answer',
  'raster',
  'runs',
  'neuron',
  'membrane',
  'openSettings',
] as const;

export type AnchorName = (typeof anchorNames)[number];

/** Returns the attribute that makes an element the part of that name. */
export function anchor(name: AnchorName): { readonly 'data-anchor': AnchorName } {
  return { 'data-anchor': name };
}
