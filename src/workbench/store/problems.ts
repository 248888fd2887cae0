/** Finds the problems that keep the settings from being run. */

import { findDataset } from '../../datasets/index.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { modelShelf } from '../../exchange/own-models.ts';
import { isOwnId } from '../../exchange/own-shelf.ts';
import type { CrossProblem } from '../../runs/spec/cross-problem.ts';
import type { FieldName } from '../../runs/spec/fields.ts';
import type { MemoryPlan } from '../../runs/spec/memory/memory-plan.ts';
import { memoryProblem, planOf } from '../../runs/spec/memory/memory-problem.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import { crossChecks } from '../../runs/spec/spec-checks.ts';
import { machineLimits } from './machine-limits.ts';
import type { WorkbenchState } from './state.ts';

let checked: { spec: RunSpec; sets: unknown; models: unknown; problems: readonly CrossProblem[] } | null =
  null;

/**
 * Returns the rules between settings that the draft breaks, or else why it does not fit into the
 * memory; computed once per draft and what was imported, since every row of the panel asks.
 */
function crossProblems(spec: RunSpec): readonly CrossProblem[] {
  const [sets, models] = [datasetShelf.all(), modelShelf.all()];
  if (checked?.spec !== spec || checked.sets !== sets || checked.models !== models)
    checked = { spec, sets, models, problems: problemsOf(spec) };
  return checked.problems;
}

function problemsOf(spec: RunSpec): readonly CrossProblem[] {
  const broken = crossChecks(spec);
  if (broken.length > 0) return broken;
  const tooLarge = memoryProblem(spec, machineLimits(spec.backend));
  return tooLarge ? [tooLarge] : [];
}

/** Returns the plan of the settings' memory; null while they break a rule. */
export function plannedMemory({ spec, unfinished }: Draft): MemoryPlan | null {
  if (Object.keys(unfinished).length > 0 || crossChecks(spec).length > 0) return null;
  return planOf(spec, machineLimits(spec.backend));
}

type Draft = Pick<WorkbenchState, 'spec' | 'unfinished'>;

/** Returns the message to stand under a setting, or null. */
export function fieldMessage({ spec, unfinished }: Draft, name: FieldName): string | null {
  return (
    unfinished[name] ?? crossProblems(spec).find((problem) => problem.fields.includes(name))?.message ?? null
  );
}

/** Tells whether the settings' network does not take their data set's inputs, or its classes. */
export function networkMisfits({ spec }: Pick<Draft, 'spec'>): boolean {
  return crossProblems(spec).some(({ fields }) => fields.includes('network') && fields.includes('dataset'));
}

let runnable: RunSpec | null = null;

/**
 * Returns the settings as they last could be run, unless their data or network
 * are gone. Others, such as a
 * window of a thousand steps for PTL, are of no use to what is measured as the settings move.
 */
export function runnableSpec({ spec }: Pick<Draft, 'spec'>): RunSpec {
  const isHere =
    runnable &&
    (!isOwnId(runnable.dataset) || findDataset(runnable.dataset)) &&
    (!isOwnId(runnable.model) || modelShelf.find(runnable.model));
  if (!isHere || runnable?.preset !== spec.preset || crossProblems(spec).length === 0) runnable = spec;
  return runnable;
}

/** Returns every reason why the settings cannot be run as they stand. */
export function specProblems({ spec, unfinished }: Draft): string[] {
  return [...Object.values(unfinished), ...crossProblems(spec).map((problem) => problem.message)];
}
