/**
 * Sets runs side by side: what came out, what was set, where they were computed, and every layer.
 * The first is the reference.
 */

import type { RunSummary } from '../../runs/records/run-store.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { unequalReadout } from '../../runs/spec/unequal-readout.ts';
import { leadMetric } from '../../tasks/task.ts';
import { labelsOf } from '../words/run-labels.ts';
import { bestOf } from './best.ts';
import { layerGroup, layerNames, networkNote } from './layers.ts';
import { type MethodRow, methodRows } from './method-table.ts';
import { conditionGroup, neuroBenchGroup, outcomeGroup } from './outcomes.ts';
import { pairedGroup, pairedSentences, seedSentences } from './paired.ts';
import { settingsGroup } from './settings.ts';
import type { Group } from './table.ts';
import { tasksNote, tasksOf } from './tasks.ts';

export interface Column {
  readonly id: string;
  /** The words that tell it from the others. */
  readonly label: string;
  /** The run's own name, by what was changed from its preset. */
  readonly name: string;
  /** The time at which it began, in ISO 8601. */
  readonly createdAt: string;
  /** The reason why it has no outcome: `stopped after 1 of 3 stages`; null when it has one. */
  readonly shortfall: string | null;
  /** True for the best of them. */
  readonly best: boolean;
}

export interface Comparison {
  readonly columns: readonly Column[];
  /** The same runs as rows. */
  readonly methods: readonly MethodRow[];
  /** A remark on runs of several tasks, or null when there is only one task. */
  readonly tasksNote: string | null;
  /** A remark where only some runs have a readout stage, by their hardware limits, or null. */
  readonly readoutNote: string | null;
  /** The score that the best run of a task is chosen by: `validation accuracy`. */
  readonly bestBy: string;
  /**
   * A sentence that says what being marked best means, or why no run is; null when there is nothing
   * to choose from.
   */
  readonly bestNote: string | null;
  /** Sentences on which differences of scores may be chance: on the same examples, over seeds. */
  readonly paired: readonly string[];
  readonly summary: readonly Group[];
  readonly layers: readonly Group[];
  /** A remark to stand before the layers, or null. */
  readonly layersNote: string | null;
}

const shortfalls: Record<RunSummary['status'], string> = {
  running: 'still running',
  finished: 'finished',
  stopped: 'stopped',
  failed: 'failed',
  interrupted: 'cut off',
};

function shortfall({ status, report, stages, spec }: RunSummary): string | null {
  if (report?.snn) return null;
  if (recipeOf(spec.method).stages === 'none') return shortfalls[status];
  const count = stages.length === 1 ? '1 stage' : `${stages.length} stages`;
  return `${shortfalls[status]}, ${count} done`;
}

export function compareRuns(runs: readonly RunSummary[]): Comparison {
  const labels = labelsOf(runs);
  const best = bestOf(runs);
  return {
    columns: runs.map((run, i) => ({
      id: run.id,
      label: labels[i] ?? run.name,
      name: run.name,
      createdAt: run.createdAt,
      shortfall: shortfall(run),
      best: best.ids.has(run.id),
    })),
    methods: methodRows(runs, labels),
    tasksNote: tasksNote(runs),
    readoutNote: unequalReadout(runs.map(({ spec }) => spec)),
    bestBy: tasksOf(runs)
      .map((task) => `validation ${leadMetric(task).short}`)
      .join(' or '),
    bestNote: best.words,
    paired: [...pairedSentences(runs), ...seedSentences(runs)],
    summary: [
      outcomeGroup(runs),
      ...pairedGroup(runs),
      ...neuroBenchGroup(runs),
      settingsGroup(runs),
      conditionGroup(runs),
    ],
    layers: layerNames(runs).map((name) => layerGroup(name, runs)),
    layersNote: networkNote(runs),
  };
}
