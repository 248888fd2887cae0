/** What a preset is. */
import type { Settings } from '../settings.ts';

/** Presets that are one thing in several sizes, and that a menu offers together. */
export interface PresetFamily {
  readonly title: string;
  /**
   * What they share, and by which measure they differ: it ends where the menu names the members.
   */
  readonly summary: string;
}

export interface Preset {
  /** `name@revision`. */
  readonly id: string;
  readonly title: string;
  /** One line for the preset menu. */
  readonly summary: string;
  /**
   * Path below the site's root of the pre-trained network, or null when the preset trains its own.
   */
  readonly checkpoint: string | null;
  /** Path of the results after fine-tuning that ship beside it, or null. */
  readonly tuned: string | null;
  readonly settings: Settings;
  /** `member` is its size within the family. */
  readonly family?: { readonly of: PresetFamily; readonly member: string };
}
