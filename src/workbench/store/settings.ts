/** Changes the settings of the next run. */
import { type FieldName, fieldNames, fields } from '../../runs/spec/fields.ts';
import type { Recipe } from '../../runs/spec/methods/recipe.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { isUsed } from '../../runs/spec/methods/used-settings.ts';
import { differingFields, presetSpec, type RunSpec } from '../../runs/spec/spec.ts';
import { presentValue } from '../../runs/spec/value-text.ts';
import { valueMessage } from './limits.ts';
import { runnableSpec } from './problems.ts';
import { useWorkbench } from './store.ts';
import { switchMethod, withoutUnused } from './switch-method.ts';

/** Takes a value into the settings, or keeps the old one and the message that says why. */
export function setSetting(name: FieldName, given: unknown): void {
  const value = presentValue(fields[name], given);
  useWorkbench.setState(({ spec, unfinished }) => {
    const message = valueMessage(name, value, spec);
    const { [name]: _, ...others } = unfinished;
    if (message) return { unfinished: { ...others, [name]: message } };
    return {
      unfinished: others,
      spec: spec[name] === value ? spec : Object.freeze({ ...spec, [name]: value }),
    };
  });
}

/**
 * Chooses the method that makes the network a spiking one; each method finds its settings as they
 * were left.
 */
export function chooseMethod(method: RunSpec['method']): void {
  useWorkbench.setState(({ spec, aside, unfinished }) => {
    const next = switchMethod(spec, aside, method);
    const recipe = recipeOf(method);
    const kept = Object.entries(unfinished).filter(([name]) => isUsed(name as FieldName, recipe));
    return { ...next, unfinished: Object.fromEntries(kept) };
  });
}

/** Starts over from a preset as it ships. */
export function choosePreset(id: string): void {
  useWorkbench.setState({ spec: presetSpec(id), aside: {}, unfinished: {}, linkProblems: [] });
}

export function resetToPreset(): void {
  choosePreset(useWorkbench.getState().spec.preset);
}

/** Takes over the settings of a run, to run it again or vary it. */
export function adoptSpec(spec: RunSpec): void {
  useWorkbench.setState({ spec: withoutUnused(spec), aside: {}, unfinished: {} });
}

/** Tells whether any setting that one of these methods uses differs from the preset as it ships. */
export function isEdited(spec: RunSpec, methods: readonly Recipe[]): boolean {
  return differingFields(presetSpec(spec.preset), spec).some((name) =>
    methods.some((recipe) => isUsed(name, recipe)),
  );
}

export function useSpec(): RunSpec {
  return useWorkbench((state) => state.spec);
}

export function useRunnableSpec(): RunSpec {
  return useWorkbench(runnableSpec);
}

/** Returns the settings whose typed text cannot be used yet, in the order of the panel. */
export function unfinishedFields(): FieldName[] {
  const { unfinished } = useWorkbench.getState();
  return fieldNames.filter((name) => unfinished[name] !== undefined);
}
