/**
 * Whether two specs ask for the same run: from the same preset revision, alike in all that changes
 * what it computes.
 */
import { effectKey } from './methods/unused-settings.ts';
import type { RunSpec } from './spec.ts';

export function sameExperiment(a: RunSpec, b: RunSpec): boolean {
  return effectKey(a) === effectKey(b);
}
