/**
 * Reads the settings of a run out of a file or a store; those of earlier versions are completed.
 */
import { toLayers } from '../../../networks/chain.ts';
import type { Layer } from '../../../networks/layer.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { fieldNames } from '../../spec/fields.ts';
import { findPreset } from '../../spec/presets/presets.ts';
import { checkField, parseSpec, type RunSpec, SpecError, specVersion } from '../../spec/spec.ts';
import { upgradeSpec } from '../upgrade.ts';

/**
 * Returns the spec that a file or form holds; settings that did not exist when it was written are
 * the preset's. Throws {@link SpecError}.
 */
export function completeSpec(value: unknown): RunSpec {
  if (typeof value !== 'object' || value === null) throw new SpecError(['a spec must be an object']);
  return parseSpec(upgradeSpec(value));
}

/**
 * Returns what is wrong with the spec of a stored run, or null. Rules between settings are not
 * applied: a rule that is newer than a run that did run does not make its record worthless.
 */
export function storedSpecProblem(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it has no settings';
  const spec = value as Readonly<Record<string, unknown>>;
  if (spec.version !== specVersion) return `its settings are of version ${String(spec.version)}`;
  if (typeof spec.preset !== 'string' || !findPreset(spec.preset))
    return `its preset ${String(spec.preset)} is not known here`;
  for (const name of fieldNames) {
    const problem = checkField(name, spec[name]);
    if (problem) return problem;
  }
  try {
    layersOf(spec.network as string);
    return null;
  } catch (error) {
    return `network: ${(error as Error).message}`;
  }
}

let latest: { readonly notation: string; readonly layers: readonly Layer[] } | null = null;

/**
 * Returns the layers of a network; runs that are read in a row mostly share one. Throws a
 * NetworkError.
 */
export function layersOf(notation: string): readonly Layer[] {
  if (latest?.notation !== notation) latest = { notation, layers: toLayers(parseNotation(notation)) };
  return latest.layers;
}
