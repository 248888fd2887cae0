/** The settings of a step, and whether the page has them. */
import { allowed, type FieldName } from '../../runs/spec/fields.ts';
import { sameExperiment } from '../../runs/spec/same-experiment.ts';
import { checkField, parseSpec, presetSpec, type RunSpec } from '../../runs/spec/spec.ts';
import type { Facts } from './facts.ts';
import type { SetUp, Step } from './lesson.ts';

/** Returns the settings of a set-up. Throws SpecError for settings that cannot be run. */
export function specOf({ preset, settings }: SetUp): RunSpec {
  return parseSpec({ ...presetSpec(preset), ...settings });
}

/** Returns the settings of a set-up with the values that the form has of the free ones. */
function withFree(setUp: SetUp, form: RunSpec): RunSpec {
  const free = Object.fromEntries((setUp.free ?? []).map((name) => [name, form[name]]));
  return { ...specOf(setUp), ...free };
}

/** Tells whether the page stands as the step needs it. */
export function isSetUp({ setUp }: Pick<Step, 'setUp'>, { spec, shown }: Facts): boolean {
  if (!setUp) return true;
  if (!sameExperiment(spec, withFree(setUp, spec))) return false;
  return shown === null || (setUp.shows === 'run' && isOwnRun({ setUp }, shown.spec));
}

/** Tells whether a run is the step's own. */
export function isOwnRun({ setUp }: Pick<Step, 'setUp'>, spec: RunSpec): boolean {
  return setUp !== undefined && sameExperiment(spec, withFree(setUp, spec));
}

/** Returns why a value is no setting, or null. */
export function valueProblem(name: FieldName, value: unknown): string | null {
  return checkField(name, value) === null ? null : `${name} must be ${allowed(name)}`;
}
