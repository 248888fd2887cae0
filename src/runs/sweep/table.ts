/**
 * Writes a sweep as CSV: a row per cell, or a row per combination with mean and deviation. Equal
 * sweeps differ in the time columns alone.
 */
import { leadOf, taskOf } from '../../tasks/index.ts';
import type { Metric } from '../../tasks/metric.ts';
import { leadMetric, leadScore } from '../../tasks/task.ts';
import { csvText } from '../records/export.ts';
import { valueText } from '../spec/value-text.ts';
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

/** Returns one row per cell, in the order of the cells; those not yet run are `open`. */
export function tableCsv({ sweep, results }: SweepResults): string {
  const task = taskOf(sweep.base.task);
  const lead = leadMetric(task);
  const columns = columnsFor(lead);
  const byKey = new Map(results.map((result) => [result.key, result]));
  const header = [
    ...sweep.axes.map(({ field }) => field),
    'seed',
    'status',
    'engine [revision]',
    ...columns.map(([, name, unit]) => `${name} [${unit}]`),
    `anytime_${lead.id} [${lead.stored}]`,
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
 * each outcome.
 */
export function summaryCsv(sofar: SweepResults): string {
  const lead = leadOf(sofar.sweep.base);
  const timed = [...columnsFor(lead), ['seconds', 'time', 's'] as const];
  const header = [
    ...sofar.sweep.axes.map(({ field }) => field),
    'finished',
    'failed',
    ...timed.flatMap(([, name, unit]) => [`${name}_mean [${unit}]`, `${name}_sd [${unit}]`]),
  ];
  const rows = summarise(sofar).map(({ values, finished, failed, outcomes }) => [
    ...values.map(valueText),
    finished,
    failed,
    ...timed.flatMap(([name]) => [outcomes?.[name].mean ?? null, outcomes?.[name].sd ?? null]),
  ]);
  return csvText([header, ...rows]);
}
