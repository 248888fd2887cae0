/** What came out of each run, and under which conditions. */

import { parametersTouched } from '../../runs/records/parameters-touched.ts';
import type { RunReport, SnnReport } from '../../runs/records/report.ts';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { gapWords } from '../progress/live/notice-words.ts';
import { imagesWords, percent, whole } from '../shared/format.ts';
import { plain, relative } from './differences.ts';
import { type Group, type Quantity, quantityRow, textRow } from './table.ts';

/** A run that reached its end. */
type Finished = RunReport & { readonly snn: SnnReport } & Pick<RunSummary, 'layers'>;

const times = (value: number) => `${value.toFixed(2)}×`;
const accuracyPoints = (value: number, reference: number, { snn }: Finished) =>
  gapWords(value - reference, snn.testCount);

const outcomes: readonly Quantity<Finished>[] = [
  {
    label: 'SNN validation accuracy',
    unit: '0-1',
    help: 'Of the spiking network, on the validation images: the best run is chosen by it.',
    of: ({ snn }) => snn.validationAccuracy,
    write: (value, { spec }) => percent(value, spec.validationCount),
    difference: (value, reference, { spec }) => gapWords(value - reference, spec.validationCount),
  },
  {
    label: 'ANN test accuracy',
    unit: '0-1',
    help: 'Of the analog network that was converted, on the whole test set.',
    of: ({ ann }) => ann?.testAccuracy ?? null,
    write: (value, { ann }) => percent(value, ann?.testCount),
    difference: accuracyPoints,
  },
  {
    label: 'SNN test accuracy',
    unit: '0-1',
    help: 'Of the spiking network, on the whole test set.',
    of: ({ snn }) => snn.testAccuracy,
    write: (value, { snn }) => percent(value, snn.testCount),
    difference: accuracyPoints,
  },
  {
    label: 'SNN − ANN',
    unit: '0-1',
    help: 'What conversion lost (−) or won (+) on the test set.',
    of: ({ ann, snn }) => (ann ? snn.testAccuracy - ann.testAccuracy : null),
    write: (value, { snn }) => gapWords(value, snn.testCount),
    difference: accuracyPoints,
  },
  {
    label: 'SynOps ratio',
    unit: '',
    help: 'Accumulates of layers 2…L ÷ the ANN’s multiply-accumulates.',
    of: ({ cost }) => cost?.ratio ?? null,
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
    help: 'Of all stages together, pre-training of the ANN not counted.',
    of: ({ stages }) => stages.reduce((sum, stage) => sum + stage.epochs, 0),
    write: String,
    difference: plain(0),
  },
  {
    label: 'Parameters touched',
    unit: '',
    help: 'Trained numbers of the network that an epoch that was kept has moved; pre-training of the ANN not counted.',
    of: (run) => parametersTouched(run, run.layers),
    write: whole,
    difference: relative,
  },
  {
    label: 'Time',
    unit: 's',
    help: 'The whole run, pauses included; only runs on the same machine can be compared.',
    of: ({ seconds }) => seconds,
    write: (value) => `${value.toFixed(1)}\u00a0s`,
    difference: plain(1, 's'),
  },
];

/** Without an end there is no outcome: a run that was stopped stands with dashes. */
export function finishedOf({ report, spec, layers }: RunSummary): Finished | null {
  // The record's spec has the settings that came after the report was written.
  return report?.snn ? { ...(report as Finished), spec, layers } : null;
}

/** What the accuracies were measured on, where that is alike. */
function measuredOn(sources: readonly (Finished | null)[]): string | null {
  const words = sources.flatMap((source) =>
    source
      ? [`${imagesWords(source.snn.testCount, 'test')}, ${imagesWords(source.spec.validationCount)}`]
      : [],
  );
  return new Set(words).size === 1 ? (words[0] ?? null) : null;
}

export function outcomeGroup(runs: readonly RunSummary[]): Group {
  const sources = runs.map(finishedOf);
  return {
    title: 'Outcome',
    note: measuredOn(sources),
    rows: outcomes.map((outcome) => quantityRow(outcome, sources)),
  };
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
        'Seed',
        runs.map(({ spec }) => String(spec.seed)),
        'Of every random number of the run.',
      ),
    ],
  };
}
