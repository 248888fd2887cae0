/** Changes the settings of the next run. */
import { type FieldName, fieldNames, fields } from '../../runs/spec/fields.ts';
import type { Recipe } from '../../runs/spec/methods/recipe.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { isUsed } from '../../runs/spec/methods/used-settings.ts';
import { differingFields, presetSpec, type RunSpec } from '../../runs/spec/spec.ts';
import { presentValue } from '../../runs/spec/value-text.ts';
import { valueMessage } from './limits.ts';
import { runnableSpec } from './problems.ts';
import type { WorkbenchState } from './state.ts';
import { useWorkbench } from './store.ts';
import { switchMethod, withoutUnused } from './switch-method.ts';
import { changeSettings } from './view/class-view.ts';

type Settled = Pick<WorkbenchState, 'spec' | 'unfinished'>;

/**
 * Returns what takes a value into the settings, or keeps the old one and the message that says why.
 */
export function settingTo(name: FieldName, given: unknown): (state: Settled) => Partial<Settled> {
  const value = presentValue(fields[name], given);
  return ({ spec, unfinished }) => {
    const message = valueMessage(name, value, spec);
    const { [name]: _, ...others } = unfinished;
    if (message) return { unfinished: { ...others, [name]: message } };
    return {
      unfinished: others,
      spec: spec[name] === value ? spec : Object.freeze({ ...spec, [name]: value }),
    };
  };
}

/** Takes a value into the settings; see {@link settingTo}. */
export function setSetting(name: FieldName, given: unknown): void {
  changeSettings(settingTo(name, given));
}

/**
 * Chooses the method that makes the network a spiking one; each method finds its settings as they
 * were left.
 */
export function chooseMethod(method: RunSpec['method']): void {
  changeSettings(({ spec, aside, unfinished }) => {
    const next = switchMethod(spec, aside, method);
    const recipe = recipeOf(method);
    const kept = Object.entries(unfinished).filter(([name]) => isUsed(name as FieldName, recipe));
    return { ...next, unfinished: Object.fromEntries(kept) };
  });
}

/** Starts over from a preset as it ships. */
export function choosePreset(id: string): void {
  changeSettings(() => ({ spec: presetSpec(id), aside: {}, unfinished: {}, linkProblems: [] }));
}

export function resetToPreset(): void {
  choosePreset(useWorkbench.getState().spec.preset);
}

/** Returns the part of the state that has these settings in the form. */
export function formOf(spec: RunSpec): Pick<WorkbenchState, 'spec' | 'aside' | 'unfinished'> {
  return { spec: withoutUnused(spec), aside: {}, unfinished: {} };
}

/** Takes over the settings of a run, to run it again or vary it. */
export function adoptSpec(spec: RunSpec): void {
  changeSettings(() => formOf(spec));
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
