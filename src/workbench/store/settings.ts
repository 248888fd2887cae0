/** Changing the settings of the next run. */
import { type FieldName, fieldNames } from '../../runs/fields.ts';
import { checkField, differingFields, presetSpec, type RunSpec } from '../../runs/spec.ts';
import { useWorkbench } from './store.ts';

/** Takes a value into the settings, or keeps the old one and the message why. */
export function setSetting(name: FieldName, value: unknown): void {
  const message = checkField(name, value);
  useWorkbench.setState(({ spec, unfinished }) => {
    const { [name]: _, ...others } = unfinished;
    if (message) return { unfinished: { ...others, [name]: message } };
    return {
      unfinished: others,
      spec: spec[name] === value ? spec : Object.freeze({ ...spec, [name]: value }),
    };
  });
}

/** Starts over from a preset as it ships. */
export function choosePreset(id: string): void {
  useWorkbench.setState({ spec: presetSpec(id), unfinished: {}, linkProblems: [] });
}

export function resetToPreset(): void {
  choosePreset(useWorkbench.getState().spec.preset);
}

/** Takes over the settings of a run, to run it again or vary it. */
export function adoptSpec(spec: RunSpec): void {
  useWorkbench.setState({ spec, unfinished: {} });
}

export function isEdited(spec: RunSpec): boolean {
  return differingFields(presetSpec(spec.preset), spec).length > 0;
}

export function useSpec(): RunSpec {
  return useWorkbench((state) => state.spec);
}

/** Settings whose typed text cannot be used yet, in the order of the panel. */
export function unfinishedFields(): FieldName[] {
  const { unfinished } = useWorkbench.getState();
  return fieldNames.filter((name) => unfinished[name] !== undefined);
}
