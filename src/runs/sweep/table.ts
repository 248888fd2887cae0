/**
 * A sweep as CSV: a row per cell, or a row per combination with mean and deviation. Equal sweeps
 * differ in the time columns alone.
 */
import { csvText } from '../records/export.ts';
import { valueText } from '../spec/value-text.ts';
import { cellsOf } from './plan.ts';
import { type OutcomeName, summarise } from './summary.ts';
import type { CellResult, SweepResults } from './sweep.ts';

/** Columns of the outcomes with their units; the time is last in every table. */
const columns: readonly (readonly [name: OutcomeName, header: string, unit: string])[] = [
  ['annTestAccuracy', 'ann_test_accuracy', '0-1'],
  ['snnTestAccuracy', 'snn_test_accuracy', '0-1'],
  ['snnValidationAccuracy', 'snn_validation_accuracy', '0-1'],
  ['drop', 'drop', '0-1'],
  ['synOpsRatio', 'synops_ratio', '1'],
  ['energyRatio', 'energy_ratio', '1'],
  ['epochs', 'tuning_epochs', 'epochs'],
  ['parametersTouched', 'parameters_touched', '1'],
];

/** One row per cell, in the order of the cells; those not yet run are `open`. */
export function tableCsv({ sweep, results }: SweepResults): string {
  const byKey = new Map(results.map((result) => [result.key, result]));
  const header = [
    ...sweep.axes.map(({ field }) => field),
    'seed',
    'status',
    'ann_validation_accuracy [0-1]',
    ...columns.map(([, name, unit]) => `${name} [${unit}]`),
    'anytime_accuracy [0-1]',
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
      result?.report?.ann?.validationAccuracy ?? null,
      ...columns.map(([name]) => outcome?.[name] ?? null),
      outcome?.anytime.join(' ') ?? null,
      result?.failure ?? null,
      outcome?.seconds ?? null,
    ];
  });
  return csvText([header, ...rows]);
}

/**
 * One row per combination: how many seeds finished and failed, then mean and sample sd of each
 * outcome.
 */
export function summaryCsv(sofar: SweepResults): string {
  const timed = [...columns, ['seconds', 'time', 's'] as const];
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
