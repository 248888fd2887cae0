/** Selectors for the questions that panels ask of the state. */

import type { Live } from '../../runs/records/live.ts';
import type { RunRecord } from '../../runs/records/record.ts';
import { type StagedSettings, stageNames } from '../../runs/spec/methods/stages.ts';
import { sameExperiment } from '../../runs/spec/same-experiment.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import { exampleNoun } from '../../tasks/example-words.ts';
import { taskOf } from '../../tasks/index.ts';
import type { Task } from '../../tasks/task.ts';
import type { WorkbenchState } from './state.ts';
import { useWorkbench } from './store.ts';

export function useShownRun(): RunRecord | null {
  return useWorkbench((state) => state.shown);
}

/**
 * Returns the live state of the run on screen; null when that one is over, even while another is
 * under way.
 */
export function shownLive(state: Pick<WorkbenchState, 'live' | 'current' | 'shown'>): Live | null {
  return state.current !== null && state.current.id === state.shown?.id ? state.live : null;
}

export function useShownLive(): Live | null {
  return useWorkbench(shownLive);
}

/**
 * Tells whether the run on screen is under way; unlike its live state this does not change with
 * every batch.
 */
export function useIsLive(): boolean {
  return useWorkbench((state) => shownLive(state) !== null);
}

/** Tells whether the run on screen is under way and paused. */
export function useIsPaused(): boolean {
  return useWorkbench((state) => shownLive(state)?.paused ?? false);
}

/** Returns the task of the settings in the form. */
export function useDraftTask(): Task {
  return taskOf(useWorkbench((state) => state.spec.task));
}

/** Returns what an example of the run on screen is called; before any run, one of the settings. */
export function useExampleNoun(): string {
  return exampleNoun(taskOf(useWorkbench(({ shown, spec }) => (shown?.spec ?? spec).task))).one;
}

let compared: { readonly shown: RunSpec; readonly form: RunSpec; readonly apart: boolean } | null = null;

/**
 * Tells whether the run on screen has another experiment than the settings in the form; compared
 * once for each pair, since every event of a run asks.
 */
export function isApart({ shown, spec: form }: Pick<WorkbenchState, 'shown' | 'spec'>): boolean {
  if (!shown) return false;
  if (compared?.shown !== shown.spec || compared.form !== form)
    compared = { shown: shown.spec, form, apart: !sameExperiment(shown.spec, form) };
  return compared.apart;
}

type Staged = Pick<RunRecord, 'layers'> & { readonly spec: StagedSettings };

/**
 * Returns the names of the stages of a run, in order: the layers that they convert, or the one that
 * trains them all.
 */
export function stageLayers({ layers, spec }: Staged): readonly string[] {
  return stageNames(spec, layers);
}
