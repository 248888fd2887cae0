/**
 * The table of runs by method: a row per run, with its method and its outcomes in columns that it
 * can be sorted by.
 */

import type { RunSummary } from '../../runs/records/run-store.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import { outcomeOf } from '../../runs/sweep/outcome.ts';
import type { CellOutcome } from '../../runs/sweep/sweep.ts';
import type { Task } from '../../tasks/task.ts';
import { type SortValue, sortedBy } from '../shared/sorted.ts';
import { columnWords, findQuantity, type Quantity, quantitiesOf } from '../words/quantities.ts';
import { none } from './table.ts';
import { taskLabel, tasksOf } from './tasks.ts';

export interface MethodRow {
  readonly id: string;
  /** The run's place among the compared ones, from 1, as at its line in the chart. */
  readonly number: number;
  readonly label: string;
  readonly name: string;
  readonly method: string;
  readonly spec: RunSpec;
  /** The outcome, or null for a run without an end. */
  readonly outcome: CellOutcome | null;
}

export interface MethodColumn {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  /** True for words, which stand at the left; figures stand at the right. */
  readonly words: boolean;
  readonly of: (row: MethodRow) => SortValue;
  readonly write: (row: MethodRow) => string;
}

export interface MethodSorting {
  /** Id of a column. */
  readonly by: string;
  readonly descending: boolean;
}

/** The columns that describe the run itself. */
const about: readonly MethodColumn[] = [
  {
    id: 'run',
    title: 'run',
    help: 'In the order in which they were chosen; the first is on screen.',
    words: true,
    of: ({ number }) => number,
    write: ({ label }) => label,
  },
  {
    id: 'method',
    title: 'method',
    help: 'How the network became a spiking one.',
    words: true,
    of: ({ method }) => method,
    write: ({ method }) => method,
  },
  {
    id: 'timeSteps',
    title: 'T (steps)',
    help: 'Time steps of the window, Ns.',
    words: false,
    of: ({ spec }) => spec.timeSteps,
    write: ({ spec }) => String(spec.timeSteps),
  },
];

/** Returns the column of a quantity. With a task given, runs of other tasks have no value in it. */
function outcomeColumn(quantity: Quantity, task: Task | null, several: readonly Task[]): MethodColumn {
  const { id, help, of } = quantity;
  const words = columnWords(quantity);
  const value = ({ outcome, spec }: MethodRow) =>
    outcome && (!task || spec.task === task.id) ? of(outcome) : null;
  return {
    id: task ? columnId(id, task, several) : id,
    // A score has the name of its metric.
    title: task && !quantity.metric ? taskLabel(words, task, several) : words,
    help,
    words: false,
    of: value,
    write: (row) => {
      const found = value(row);
      // The number of digits depends on the run's own data set.
      return found === null ? none : findQuantity(row.spec, id).short(found);
    },
  };
}

/**
 * Returns a column's id. Those of the first task keep their ids while runs of others come and go.
 */
function columnId(id: string, task: Task, several: readonly Task[]): string {
  return task === several[0] ? id : `${id} ${task.id}`;
}

/**
 * Returns the columns for these rows. Outcomes are those of a sweep's table; those that only runs
 * of one task have stand together.
 */
export function methodColumnsOf(rows: readonly MethodRow[]): readonly MethodColumn[] {
  const tasks = tasksOf(rows);
  const lists = tasks.map((task) => quantitiesOf(rows.find(({ spec }) => spec.task === task.id)!.spec));
  // A quantity that has the same help in every task is a score of none.
  const inAll = ({ help }: Quantity) => lists.every((list) => list.some((other) => other.help === help));
  const shared = tasks.length > 1 ? (lists[0] ?? []).filter(inAll) : [];
  return [
    ...about,
    ...tasks.flatMap((task, i) =>
      lists[i]!.filter((quantity) => tasks.length === 1 || !inAll(quantity)).map((quantity) =>
        outcomeColumn(quantity, task, tasks),
      ),
    ),
    ...shared.map((quantity) => outcomeColumn(quantity, null, tasks)),
  ];
}

/** Returns the rows of the table. `labels` are those of the runs, in their order. */
export function methodRows(runs: readonly RunSummary[], labels: readonly string[]): MethodRow[] {
  return runs.map(({ id, name, spec, layers, report }, i) => ({
    id,
    number: i + 1,
    label: labels[i] ?? name,
    name,
    method: recipeOf(spec.method).title,
    spec,
    // The record's spec has the settings that came after the report was written.
    outcome: report && outcomeOf({ ...report, spec }, layers),
  }));
}

export function sortMethods(rows: readonly MethodRow[], { by, descending }: MethodSorting): MethodRow[] {
  const columns = methodColumnsOf(rows);
  // A column disappears with the last run of its task.
  const column = columns.find(({ id }) => id === by) ?? columns[0]!;
  return sortedBy(rows, column.of, descending);
}
