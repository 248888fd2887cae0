/** Follows the draft in the editor and what is computed from it, once for each change. */
import { useMemo } from 'react';
import type { DatasetFacts } from '../../datasets/dataset.ts';
import { findDataset } from '../../datasets/index.ts';
import type { MemoryPlan } from '../../runs/spec/memory/memory-plan.ts';
import { memoryProblem } from '../../runs/spec/memory/memory-problem.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import { taskOf } from '../../tasks/index.ts';
import type { Task } from '../../tasks/task.ts';
import { machineLimits } from '../store/machine-limits.ts';
import { plannedMemory } from '../store/problems.ts';
import { useSpec } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import type { Editing } from './editor.ts';
import { checkDraft, type DraftCheck, isWhole } from './rows/check.ts';
import { type Draft, textOf } from './rows/draft.ts';
import { layerFigures, type RowFigures } from './rows/figures.ts';
import { type Misfit, misfitsWithData, misfitsWithNeurons } from './rows/mends.ts';
import { type EpochCosts, epochCosts, rateOf } from './rows/stage-cost.ts';
import { type Standing, specWith, standingOf } from './rows/standing.ts';

export interface DraftMemory {
  readonly plan: MemoryPlan;
  /** The reason why it does not fit, with what would; null when it does. */
  readonly problem: string | null;
}

/** Returns the planned memory of the settings with the network of a draft. */
function memoryOf(draft: Draft, check: DraftCheck, spec: RunSpec): DraftMemory | null {
  if (!isWhole(check)) return null;
  const next = specWith(spec, textOf(draft));
  const plan = plannedMemory({ spec: next, unfinished: {} });
  return plan && { plan, problem: memoryProblem(next, machineLimits(next.backend))?.message ?? null };
}

export interface DraftView {
  readonly draft: Draft;
  readonly check: DraftCheck;
  /** The figures of the layers that can be read. */
  readonly figures: readonly RowFigures[];
  /** Whether every row can be read, so that the sums are those of the network. */
  readonly complete: boolean;
  readonly costs: EpochCosts;
  readonly misfits: readonly Misfit[];
  readonly standing: Standing;
  /** The memory of a run of it; null while it cannot be run. */
  readonly memory: DraftMemory | null;
  readonly task: Task;
  /** The data set of the settings; left out while an imported one is not here. */
  readonly data: DatasetFacts | undefined;
}

export function useDraftView({ history: { present: draft } }: Editing): DraftView {
  const spec = useSpec();
  const runs = useWorkbench((state) => state.runs);
  const rate = useMemo(() => rateOf(runs, spec), [runs, spec]);
  return useMemo(() => {
    const check = checkDraft(draft);
    const figures = layerFigures(check);
    const task = taskOf(spec.task);
    const data = findDataset(spec.dataset);
    const complete = check.rows.every(({ handsOn }) => handsOn !== null);
    return {
      ...{ draft, check, figures, complete, task, data },
      // What a stage trains is not known while layers are missing.
      costs: epochCosts(complete ? figures : [], spec, rate),
      misfits: [...misfitsWithData(draft, check, task, data), ...misfitsWithNeurons(draft, spec)],
      standing: standingOf(draft, check, spec),
      memory: memoryOf(draft, check, spec),
    };
  }, [draft, spec, rate]);
}
