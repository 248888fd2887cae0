/**
 * Writes a sweep as CSV: a row per cell, or a row per combination with mean and deviation. Equal
 * sweeps differ in the time columns alone.
 */
import { leadOf, taskOf } from '../../tasks/index.ts';
import type { Metric } from '../../tasks/metric.ts';
import { leadMetric, leadScore } from '../../tasks/task.ts';
import { csvText } from '../records/export.ts';
import { effectiveRatio, neuroBenchFigures } from '../records/neurobench-table.ts';
import type { RunReport } from '../records/report.ts';
import { valueText } from '../spec/value-text.ts';
import { besideBest } from './paired.ts';
import { cellsOf } from './plan.ts';
import { type OutcomeName, summarise } from './summary.ts';
import type { CellResult, SweepResults } from './sweep.ts';

type Column = readonly [name: OutcomeName, header: string, unit: string];

/** Returns the columns of the outcomes with their units; the time is last in every table. */
function columnsFor({ id, stored }: Metric): readonly Column[] {
  return [
    ['annValidation', `ann_validation_${id}`, stored],
    ['snnValidation', `snn_validation_${id}`, stored],
    ['validationDrop', 'validation_drop', stored],
    ['annTest', `ann_test_${id}`, stored],
    ['snnTest', `snn_test_${id}`, stored],
    ['testDrop', 'test_drop', stored],
    ['synOpsRatio', 'synops_ratio', '1'],
    ['energyRatio', 'energy_ratio', '1'],
    ['epochs', 'tuning_epochs', 'epochs'],
    ['parametersTouched', 'parameters_touched', '1'],
  ];
}

type Counted = Pick<RunReport, 'ann' | 'snn' | 'cost'>;

/**
 * NeuroBench's figures, operations per example over the window; left out where no report has them.
 */
const countedColumns: readonly (readonly [header: string, of: (report: Counted) => number | null])[] = [
  ['synops_per_effective_mac [1]', effectiveRatio],
  ...(['snn', 'ann'] as const).flatMap((name) =>
    neuroBenchFigures.map(
      ({ label, unit, of }) =>
        [
          `${name}_${label.toLowerCase().replaceAll(' ', '_')} [${unit}]`,
          (report: Counted) => {
            const block = report[name]?.neuroBench;
            return block ? of(block) : null;
          },
        ] as const,
    ),
  ),
];

/** Returns one row per cell, in the order of the cells; those not yet run are `open`. */
export function tableCsv({ sweep, results }: SweepResults): string {
  const task = taskOf(sweep.base.task);
  const lead = leadMetric(task);
  const columns = columnsFor(lead);
  const byKey = new Map(results.map((result) => [result.key, result]));
  const counted = results.some(({ report }) => report?.snn?.neuroBench) ? countedColumns : [];
  const header = [
    ...sweep.axes.map(({ field }) => field),
    'seed',
    'status',
    'engine [revision]',
    ...columns.map(([, name, unit]) => `${name} [${unit}]`),
    `anytime_${lead.id} [${lead.stored}]`,
    ...counted.map(([header]) => header),
    'failure',
    'time [s]',
  ];
  const rows = cellsOf(sweep).map(({ key, spec }) => {
    const result: CellResult | undefined = byKey.get(key);
    const outcome = result?.outcome;
    return [
      ...sweep.axes.map(({ field }) => valueText(spec[field])),
      spec.seed,
      result?.status ?? 'open',
      result?.report?.engine ?? null,
      ...columns.map(([name]) => outcome?.[name] ?? (name === 'annValidation' ? annOf(result) : null)),
      outcome?.anytime.join(' ') ?? null,
      ...counted.map(([, of]) => (result?.report ? of(result.report) : null)),
      result?.failure ?? null,
      outcome?.seconds ?? null,
    ];
  });
  return csvText([header, ...rows]);
}

/** Returns the ANN's validation score of a cell that may have failed later, or null. */
function annOf(result: CellResult | undefined): number | null {
  const ann = result?.report?.ann;
  return ann ? leadScore(taskOf(result.spec.task), ann.validation) : null;
}

/**
 * Returns one row per combination: how many seeds finished and failed, then mean and sample sd of
 * each outcome, and the paired difference of the test scores from the best combination's.
 */
export function summaryCsv(sofar: SweepResults): string {
  const lead = leadOf(sofar.sweep.base);
  const meanAndSd = ([, name, unit]: Column) => [`${name}_mean [${unit}]`, `${name}_sd [${unit}]`];
  const time: Column = ['seconds', 'time', 's'];
  const header = [
    ...sofar.sweep.axes.map(({ field }) => field),
    'finished',
    'failed',
    ...columnsFor(lead).flatMap(meanAndSd),
    `snn_test_${lead.id}_from_best_mean [${lead.stored}]`,
    `snn_test_${lead.id}_from_best_low [${lead.stored}]`,
    `snn_test_${lead.id}_from_best_high [${lead.stored}]`,
    'sign_flip_p [1]',
    ...meanAndSd(time),
  ];
  const { differences } = besideBest(sofar);
  const rows = summarise(sofar).map(({ key, values, finished, failed, outcomes }) => {
    const beside = differences.get(key);
    const found = (name: OutcomeName) => [outcomes?.[name].mean ?? null, outcomes?.[name].sd ?? null];
    return [
      ...values.map(valueText),
      finished,
      failed,
      ...columnsFor(lead).flatMap(([name]) => found(name)),
      ...(beside ? [beside.mean, ...beside.interval, beside.p] : [null, null, null, null]),
      ...found('seconds'),
    ];
  });
  return csvText([header, ...rows]);
}
