/** RunSpec holds everything that decides what a run computes. It is versioned and immutable. */
import type { Settings } from './settings.ts';

export const specVersion = 1;

export interface RunSpec extends Settings {
  readonly version: typeof specVersion;
  /** The immutable preset revision that the settings started from, as `mnist@1`. */
  readonly preset: string;
}
