/** The types of a preset and of a family of presets. */
import type { Settings } from '../settings.ts';

/** A family of presets that are one thing in several sizes, and that a menu offers together. */
export interface PresetFamily {
  readonly title: string;
  /**
   * Description of what they share, and of the measure by which they differ; it ends where the menu
   * names the members.
   */
  readonly summary: string;
}

export interface Preset {
  /** Id of the preset, `name@revision`. */
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
  /**
   * Revision of the engine when the preset came, 1 when it is left out. A link to it that names no
   * revision is not taken for an older one.
   */
  readonly engine?: number;
  /** The family; `member` is the preset's size within it. */
  readonly family?: { readonly of: PresetFamily; readonly member: string };
}
