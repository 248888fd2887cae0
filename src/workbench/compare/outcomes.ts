/** The outcome of each run, and the conditions under which it was reached. */

import { effectiveRatio, neuroBenchFigures } from '../../runs/records/neurobench-table.ts';
import { parametersTouched } from '../../runs/records/parameters-touched.ts';
import type { RunReport, SnnReport } from '../../runs/records/report.ts';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { taskOf } from '../../tasks/index.ts';
import type { Metric } from '../../tasks/metric.ts';
import { intervalWords } from '../../tasks/statistics/interval.ts';
import { leadMetric, leadScore, type Task } from '../../tasks/task.ts';
import { examplesWords, whole } from '../shared/format.ts';
import { directionNote } from '../shared/score-words.ts';
import { quantityHelps } from '../words/quantity-helps.ts';
import { plain, relative } from './differences.ts';
import { type Group, type Quantity, quantityRow, type Row, textRow } from './table.ts';
import { taskLabel, tasksOf } from './tasks.ts';

/** A run that reached its end. */
export type Finished = RunReport & { readonly snn: SnnReport } & Pick<RunSummary, 'layers'>;

const times = (value: number) => `${value.toFixed(2)}×`;

type Measured = Quantity<Finished>;

/** Returns the figure that the best run is chosen by. */
function validationFigure({ id, short, stored, ...metric }: Metric): Measured {
  return {
    label: `SNN validation ${short}`,
    unit: stored,
    help: `Of the spiking network, on the validation examples: the best run is chosen by it.${directionNote(metric)}`,
    of: ({ snn }) => snn.validation[id] ?? null,
    write: (value, { spec }) => metric.write(value, spec.validationCount),
    difference: (value, reference, { spec }) =>
      metric.writeDifference(value - reference, spec.validationCount),
  };
}

/** Returns one score of both networks on the test set. */
function testFigures({ id, short, stored, ...metric }: Metric): readonly Measured[] {
  const difference: Measured['difference'] = (value, reference, { snn }) =>
    metric.writeDifference(value - reference, snn.testCount);
  return [
    {
      label: `ANN test ${short}`,
      unit: stored,
      help: `Of the analog network that was converted, on the whole test set.${directionNote(metric)}`,
      of: ({ ann }) => ann?.test[id] ?? null,
      write: (value, { ann }) => metric.write(value, ann?.testCount),
      difference,
    },
    {
      label: `SNN test ${short}`,
      unit: stored,
      help: `Of the spiking network, on the whole test set.${directionNote(metric)}`,
      of: ({ snn }) => snn.test[id] ?? null,
      write: (value, { snn }) => metric.write(value, snn.testCount),
      difference,
    },
  ];
}

/** Help for the difference between SNN and ANN: which sign is a loss depends on the metric. */
const lossSigns: Readonly<Record<Metric['better'], string>> = {
  higher: 'What conversion lost (−) or won (+) on the test set.',
  lower: 'What conversion lost (+) or won (−) on the test set.',
};

function gapFigure(task: Task, tasks: readonly Task[]): Measured {
  const { id, stored, better, writeDifference } = leadMetric(task);
  return {
    label: taskLabel('SNN − ANN', task, tasks),
    unit: stored,
    help: lossSigns[better],
    of: ({ ann, snn }) => (ann ? (snn.test[id] ?? Number.NaN) - (ann.test[id] ?? Number.NaN) : null),
    write: (value, { snn }) => writeDifference(value, snn.testCount),
    difference: (value, reference, { snn }) => writeDifference(value - reference, snn.testCount),
  };
}

/** Returns the scores of a task: its lead, and the others that any run has measured. */
function scoreFigures(task: Task, tasks: readonly Task[], sources: readonly (Finished | null)[]): Measured[] {
  const lead = leadMetric(task);
  const others = task.metrics.filter(
    ({ id }) => id !== lead.id && sources.some((source) => source?.snn.test[id] !== undefined),
  );
  return [
    validationFigure(lead),
    ...testFigures(lead),
    gapFigure(task, tasks),
    ...others.flatMap(testFigures),
  ];
}

/** The figures that every finished run has, whatever its task. */
const outcomes: readonly Measured[] = [
  {
    label: 'SynOps ratio',
    unit: '',
    help: quantityHelps.synOps,
    of: ({ cost }) => cost?.ratio ?? null,
    write: times,
    difference: relative,
  },
  {
    label: 'SynOps per effective MAC',
    unit: '',
    help: 'Accumulates of the spiking network over the ANN’s multiply-accumulates whose input and weight are not 0.',
    of: effectiveRatio,
    write: times,
    difference: relative,
  },
  {
    label: 'Energy ratio',
    unit: '',
    help: '(14 × first layer’s multiply-accumulates + accumulates) ÷ (14 × the ANN’s multiply-accumulates).',
    of: ({ cost }) => cost?.energyRatio ?? null,
    write: times,
    difference: relative,
  },
  {
    label: 'Training epochs',
    unit: 'epochs',
    help: quantityHelps.epochs,
    of: ({ stages }) => stages.reduce((sum, stage) => sum + stage.epochs, 0),
    write: String,
    difference: plain(0),
  },
  {
    label: 'Parameters touched',
    unit: '',
    help: quantityHelps.touched,
    of: (run) => parametersTouched(run, run.layers),
    write: whole,
    difference: relative,
  },
  {
    label: 'Time',
    unit: 's',
    help: quantityHelps.seconds,
    of: ({ seconds }) => seconds,
    write: (value) => `${value.toFixed(1)}\u00a0s`,
    difference: plain(1, 's'),
  },
];

/** Returns the run if it has an end, else null: a run that was stopped stands with dashes. */
export function finishedOf({ report, spec, layers }: RunSummary): Finished | null {
  // The record's spec has the settings that came after the report was written.
  return report?.snn ? { ...(report as Finished), spec, layers } : null;
}

function measuredWords({ snn, spec }: Finished): string {
  const task = taskOf(spec.task);
  return `${examplesWords(task, snn.testCount, 'test')}, ${examplesWords(task, spec.validationCount)}`;
}

/** Says what the scores were measured on, where that is alike. */
function measuredOn(sources: readonly (Finished | null)[]): string | null {
  const words = sources.flatMap((source) => (source ? [measuredWords(source)] : []));
  return new Set(words).size === 1 ? (words[0] ?? null) : null;
}

/**
 * Returns the row of the intervals of the spiking networks' test scores; none for what is no share.
 */
function intervalRows(
  task: Task,
  tasks: readonly Task[],
  sources: readonly (Finished | null)[],
): readonly Row[] {
  const metric = leadMetric(task);
  if (metric.unit !== '%') return [];
  return [
    textRow(
      taskLabel('SNN test (95 % interval)', task, tasks),
      sources.map(
        (source) => source && intervalWords(metric, leadScore(task, source.snn.test), source.snn.testCount),
      ),
      'Wilson’s interval for the share of all such examples that would be answered right. Of two runs on the same examples it tells less than McNemar’s test.',
    ),
  ];
}

export function outcomeGroup(runs: readonly RunSummary[]): Group {
  const sources = runs.map(finishedOf);
  const tasks = tasksOf(runs);
  const rows = tasks.flatMap((task) => {
    const own = sources.map((source) => (source?.spec.task === task.id ? source : null));
    return [
      ...scoreFigures(task, tasks, own).map((figure) => quantityRow(figure, own)),
      ...intervalRows(task, tasks, own),
    ];
  });
  return {
    title: 'Outcome',
    note: measuredOn(sources),
    rows: [...rows, ...outcomes.map((outcome) => quantityRow(outcome, sources))],
  };
}

/** Returns NeuroBench's figures of both networks, or no group where no run has them. */
export function neuroBenchGroup(runs: readonly RunSummary[]): readonly Group[] {
  const sources = runs.map(finishedOf);
  if (!sources.some((source) => source?.snn.neuroBench)) return [];
  const rows = (['snn', 'ann'] as const).flatMap((name) =>
    neuroBenchFigures.map(({ label, unit, help, of, write }) =>
      quantityRow<Finished>(
        {
          label: `${name.toUpperCase()} ${label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())}`,
          ...{ unit, help, write },
          of: (source) => {
            const block = source[name]?.neuroBench;
            return block ? of(block) : null;
          },
          difference: relative,
        },
        sources,
      ),
    ),
  );
  return [{ title: 'NeuroBench', note: 'operations per example over the window', rows }];
}

export function conditionGroup(runs: readonly RunSummary[]): Group {
  const measured = ({ report, environment }: RunSummary) => report?.environment ?? environment;
  const workers = (run: RunSummary) => measured(run)?.workers;
  return {
    title: 'Conditions',
    note: null,
    rows: [
      textRow(
        'Backend',
        runs.map((run) => measured(run)?.backend ?? null),
        'Where it was computed; another one may differ in last digits.',
      ),
      textRow(
        'Workers',
        runs.map((run) => workers(run)?.toString() ?? null),
        'Another number gives slightly other results.',
      ),
      textRow(
        'Engine revision',
        runs.map(({ report }) => report?.engine?.toString() ?? null),
        'Another one may compute other figures of the same settings.',
      ),
      textRow(
        'Seed',
        runs.map(({ spec }) => String(spec.seed)),
        'Of every random number of the run.',
      ),
    ],
  };
}
