/**
 * Switches to another method in the settings. Settings that the new one does not use return to the
 * preset, so that they stand in no link, name or check, and are put aside; choosing the old one
 * again brings them back. The same happens to a value that the new method refuses, such as a window
 * that is too long. What a method prefers is set when it is first chosen, and goes with it.
 */
import type { FieldName, Settings } from '../../runs/spec/fields.ts';
import { fieldNames } from '../../runs/spec/fields.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { isUsed } from '../../runs/spec/methods/used-settings.ts';
import { presetSpec, type RunSpec } from '../../runs/spec/spec.ts';
import { crossChecks } from '../../runs/spec/spec-checks.ts';

/** The values that each method had when another was chosen. */
export type Aside = Readonly<Record<string, Partial<Settings>>>;

/** Returns a spec with the preset's values in the settings that its method does not use. */
export function withoutUnused(spec: RunSpec): RunSpec {
  const recipe = recipeOf(spec.method);
  const preset = presetSpec(spec.preset);
  // A value that the method prefers stays, since it may refuse the preset's.
  const { prefers = {} } = recipe;
  const isIdle = (name: FieldName) => !isUsed(name, recipe) && spec[name] !== prefers[name];
  const unused = fieldNames.filter((name) => spec[name] !== preset[name] && isIdle(name));
  return unused.length === 0 ? spec : withValues(spec, pick(preset, unused));
}

export function switchMethod(
  spec: RunSpec,
  aside: Aside,
  method: RunSpec['method'],
): { readonly spec: RunSpec; readonly aside: Aside } {
  if (method === spec.method) return { spec, aside };
  const { [method]: kept, ...others } = aside;
  const own = kept ?? recipeOf(method).prefers ?? {};
  const next = settled(withoutUnused(withValues(withoutPreferred(spec), { ...own, method })));
  const changed = fieldNames.filter((name) => name !== 'method' && next[name] !== spec[name]);
  return { spec: next, aside: { ...others, [spec.method]: pick(spec, changed) } };
}

/** Returns a spec with the preset's values where it has those that its method prefers. */
function withoutPreferred(spec: RunSpec): RunSpec {
  const { prefers = {} } = recipeOf(spec.method);
  const preferred = fieldNames.filter((name) => spec[name] === prefers[name]);
  return preferred.length === 0 ? spec : withValues(spec, pick(presetSpec(spec.preset), preferred));
}

/** Returns to the preset, one after the other, the settings that the method refuses. */
function settled(spec: RunSpec): RunSpec {
  const preset = presetSpec(spec.preset);
  let next = spec;
  for (;;) {
    const refused = crossChecks(next)
      .filter(({ fields }) => fields.includes('method'))
      .flatMap(({ fields }) => fields)
      .filter((name) => name !== 'method' && name !== 'network' && next[name] !== preset[name]);
    if (refused.length === 0) return next;
    next = withValues(next, pick(preset, refused));
  }
}

function pick(settings: Settings, names: readonly FieldName[]): Partial<Settings> {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

function withValues(spec: RunSpec, values: Partial<Settings>): RunSpec {
  return Object.freeze({ ...spec, ...values });
}
