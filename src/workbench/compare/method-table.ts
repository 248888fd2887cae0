/** A run a row, its method and what came of it in columns, to be sorted by any of them. */

import type { RunSummary } from '../../runs/records/run-store.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { outcomeOf } from '../../runs/sweep/outcome.ts';
import type { CellOutcome } from '../../runs/sweep/sweep.ts';
import { percent } from '../shared/format.ts';
import { type SortValue, sortedBy } from '../shared/sorted.ts';
import { columnWords, quantities } from '../words/quantities.ts';
import { none } from './table.ts';

export interface MethodRow {
  readonly id: string;
  /** Its place among the compared runs, from 1, as at its line in the chart. */
  readonly number: number;
  readonly label: string;
  readonly name: string;
  readonly method: string;
  readonly timeSteps: number;
  readonly validationImages: number;
  /** Null for a run without an end. */
  readonly outcome: CellOutcome | null;
}

export interface MethodColumn {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  /** Words stand at the left, figures at the right. */
  readonly words: boolean;
  readonly of: (row: MethodRow) => SortValue;
  readonly write: (row: MethodRow) => string;
}

export interface MethodSorting {
  /** Of a column. */
  readonly by: string;
  readonly descending: boolean;
}

/** The columns behind the run itself; outcomes are those of a sweep's table. */
const measured = quantities.map((quantity): MethodColumn => {
  const { id, help, of, short } = quantity;
  const value = ({ outcome }: MethodRow) => (outcome ? of(outcome) : null);
  return {
    id,
    title: columnWords(quantity),
    help,
    words: false,
    of: value,
    write: (row) => {
      const found = value(row);
      return found === null ? none : short(found);
    },
  };
});

export const methodColumns: readonly MethodColumn[] = [
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
    of: ({ timeSteps }) => timeSteps,
    write: ({ timeSteps }) => String(timeSteps),
  },
  {
    id: 'validation',
    title: 'validation accuracy (%)',
    help: 'Accuracy of the spiking network on the validation images: the best run is chosen by it.',
    words: false,
    of: ({ outcome }) => outcome?.snnValidationAccuracy ?? null,
    write: ({ outcome, validationImages }) =>
      outcome ? percent(outcome.snnValidationAccuracy, validationImages).replace(/\s*%$/, '') : none,
  },
  ...measured,
];

/** `labels` are those of the runs, in their order. */
export function methodRows(runs: readonly RunSummary[], labels: readonly string[]): MethodRow[] {
  return runs.map(({ id, name, spec, layers, report }, i) => ({
    id,
    number: i + 1,
    label: labels[i] ?? name,
    name,
    method: recipeOf(spec.method).title,
    timeSteps: spec.timeSteps,
    validationImages: spec.validationCount,
    // The record's spec has the settings that came after the report was written.
    outcome: report && outcomeOf({ ...report, spec }, layers),
  }));
}

export function sortMethods(rows: readonly MethodRow[], { by, descending }: MethodSorting): MethodRow[] {
  const column = methodColumns.find(({ id }) => id === by)!;
  return sortedBy(rows, column.of, descending);
}
