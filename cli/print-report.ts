/** The end of a run: the stage table, the accuracies and the cost with its formula. */

import type { NetworkCost, RunReport } from '../src/runs/records/report.ts';
import { recipeOf } from '../src/runs/spec/methods/registry.ts';
import { duration, percent, percentOf } from './format.ts';

/** Rows of text as aligned columns, the first left, the others right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Nothing where nothing was trained. */
function printStages({ stages, spec }: RunReport): void {
  if (stages.length === 0) return;
  const header = [
    'stage',
    'threshold',
    'upper bound',
    ...(recipeOf(spec.method).stages === 'layers' ? ['converted', 'tuned'] : ['before', 'trained']),
    'test',
    'epochs',
    'ended by',
    'seconds',
  ];
  const rows = stages.map((stage) => [
    `${stage.stage} ${stage.layer}`,
    range(stage.threshold),
    range(stage.upperBound),
    percent(stage.accuracyBefore),
    percent(stage.accuracyAfter),
    stage.testAccuracy === null ? '–' : percent(stage.testAccuracy),
    `${stage.epochs}`,
    stage.endedBy,
    stage.seconds.toFixed(1),
  ]);
  console.log(`\n${table([header, ...rows])}`);
  const tested = stages.find(({ testAccuracy }) => testAccuracy !== null);
  console.log(
    `accuracies of ${spec.validationCount} validation images${tested ? `, test of ${tested.testCount}` : ''}`,
  );
}

export function printReport(report: RunReport): void {
  printStages(report);
  console.log('');
  const { ann, snn, cost, spec } = report;
  if (!ann || !snn || !cost) return;
  console.log(
    `ANN  validation ${percentOf(ann.validationAccuracy, spec.validationCount)}  test ${percentOf(ann.testAccuracy, ann.testCount)}`,
  );
  console.log(
    `SNN  validation ${percentOf(snn.validationAccuracy, spec.validationCount)}  test ${percentOf(snn.testAccuracy, snn.testCount)}  at Ns ${snn.timeSteps}` +
      `  (${((snn.testAccuracy - ann.testAccuracy) * 100).toFixed(2)} points)`,
  );
  printCost(cost);
  console.log(`seed ${report.seed}, ${report.backend}, ${duration(report.seconds)}`);
}

export function printCost(cost: NetworkCost): void {
  console.log(
    `cost per image over ${cost.images} images: ${Math.round(cost.snnAccumulates)} accumulates, ${cost.inputMacs} input multiply-accumulates;` +
      ` ANN ${cost.annMacs} multiply-accumulates; SynOps ratio ${cost.ratio.toFixed(3)}, energy ratio ${cost.energyRatio.toFixed(3)}`,
  );
  console.log(`  ${cost.formula}`);
}

function range(values: readonly number[]): string {
  if (values.length === 0) return '–';
  if (values.length === 1) return values[0]!.toPrecision(4);
  return `${Math.min(...values).toPrecision(3)}…${Math.max(...values).toPrecision(3)}`;
}
