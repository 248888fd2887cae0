/**
 * Decides whether two specs ask for the same run: from the same preset revision, and equal in all
 * that changes what it computes.
 */
import { effectKey } from './methods/unused-settings.ts';
import type { RunSpec } from './spec.ts';

export function sameExperiment(a: RunSpec, b: RunSpec): boolean {
  return effectKey(a) === effectKey(b);
}
