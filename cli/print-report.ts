/** Prints the end of a run: the stage table, the scores and the cost with its formula. */

import { energyCaution, energyCosts, energyOf } from '../src/networks/energy.ts';
import { computedLink } from '../src/runs/link/as-computed.ts';
import {
  effectiveRatio,
  neuroBenchCells,
  neuroBenchNotes,
  noNeuroBench,
} from '../src/runs/records/neurobench-table.ts';
import type { NetworkCost, RunReport, Scores } from '../src/runs/records/report.ts';
import { latencyWords } from '../src/runs/spec/methods/latency.ts';
import { recipeOf } from '../src/runs/spec/methods/registry.ts';
import { exampleNoun } from '../src/tasks/example-words.ts';
import { readHits } from '../src/tasks/hits.ts';
import { taskOf } from '../src/tasks/index.ts';
import type { Metric } from '../src/tasks/metric.ts';
import { intervalWords } from '../src/tasks/statistics/interval.ts';
import { mcnemar, mcnemarWords } from '../src/tasks/statistics/mcnemar.ts';
import { leadMetric, leadScore, type Task } from '../src/tasks/task.ts';
import { writeCount } from '../src/tasks/writing.ts';
import { duration } from './format.ts';
import { differenceText, othersIn, scoreOf, scoreText, several } from './scores.ts';

/** Returns rows of text as aligned columns, the first left, the others right. */
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

/** Prints the stage table, or nothing when nothing was trained. */
function printStages({ stages, spec }: RunReport, task: Task): void {
  if (stages.length === 0) return;
  const metric = leadMetric(task);
  const lead = (scores: Scores) => scoreText(metric, leadScore(task, scores));
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
    lead(stage.converted),
    lead(stage.kept),
    stage.test === null ? '–' : lead(stage.test),
    `${stage.epochs}`,
    stage.endedBy,
    stage.seconds.toFixed(1),
  ]);
  console.log(`\n${table([header, ...rows])}`);
  const tested = stages.find(({ test }) => test !== null);
  console.log(
    `${several(metric)} of ${writeCount(spec.validationCount)} validation examples${tested ? `, test of ${writeCount(tested.testCount)}` : ''}`,
  );
}

export function printReport(report: RunReport): void {
  const task = taskOf(report.spec.task);
  printStages(report, task);
  console.log('');
  const { ann, snn, cost, spec } = report;
  if (!ann || !snn || !cost) return;
  const metric = leadMetric(task);
  const [annTest, snnTest] = [leadScore(task, ann.test), leadScore(task, snn.test)];
  const validation = (scores: Scores) => scoreOf(metric, leadScore(task, scores), spec.validationCount);
  // The sign is a plain minus; a positive difference has none.
  const difference = differenceText(metric, snnTest - annTest)
    .replace('−', '-')
    .replace(/^[+±]/, '');
  console.log(
    `ANN  validation ${validation(ann.validation)}  test ${scoreOf(metric, annTest, ann.testCount)}${interval(metric, annTest, ann.testCount)}${others(task, ann)}`,
  );
  console.log(
    `SNN  validation ${validation(snn.validation)}  test ${scoreOf(metric, snnTest, snn.testCount)}${interval(metric, snnTest, snn.testCount)}${others(task, snn)}  at Ns ${snn.timeSteps}` +
      `  (${difference})`,
  );
  const latency = latencyWords(spec);
  if (latency) console.log(latency);
  const hits = conversionHits(report);
  if (hits) console.log(`     ${hits}`);
  printCost(cost);
  printNeuroBench(report);
  console.log(
    `seed ${report.seed}, ${report.backend}, engine revision ${report.engine}, ${duration(report.seconds)}`,
  );
  const link = computedLink(report);
  if (link) console.log(`as it was computed: ${link}`);
}

function plainSpaces(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

/** Returns the 95 % interval of a share in brackets, or nothing: “ (98.40 – 98.86 %)”. */
function interval(metric: Metric, score: number, examples: number): string {
  const words = intervalWords(metric, score, examples);
  return words && ` (95 % interval ${plainSpaces(words)})`;
}

/** Compares both networks on the same test examples; null where which were right was not kept. */
function conversionHits({ ann, snn, spec }: RunReport): string | null {
  if (ann?.hits === undefined || snn?.hits === undefined) return null;
  const found = mcnemar(readHits(ann.hits, ann.testCount), readHits(snn.hits, snn.testCount));
  const { many } = exampleNoun(taskOf(spec.task));
  return mcnemarWords(found, { first: 'the ANN', second: 'The SNN', many });
}

/** Returns the other scores on the test set: “, top-5 99.80 %”. */
function others(task: Task, { test }: { readonly test: Scores }): string {
  return othersIn(task, test)
    .map((metric) => `, ${metric.short} ${scoreText(metric, test[metric.id]!)}`)
    .join('');
}

function endsWords({ endMacs }: NetworkCost): string {
  return endMacs ? `, ${writeCount(endMacs)} of the analog ends in both networks` : '';
}

export function printCost(cost: NetworkCost): void {
  console.log(
    `cost per example over ${writeCount(cost.images)} examples: ${writeCount(Math.round(cost.snnAccumulates))} accumulates, ${writeCount(cost.inputMacs)} input multiply-accumulates${endsWords(cost)};` +
      ` ANN ${writeCount(cost.annMacs)} multiply-accumulates; SynOps ratio ${cost.ratio.toFixed(3)}, energy ratio ${cost.energyRatio.toFixed(3)}`,
  );
  console.log(`  ${cost.formula}`);
}

/** Prints NeuroBench's figures of both networks, and the ratios against what they leave out. */
function printNeuroBench(report: RunReport): void {
  const cells = neuroBenchCells(report);
  if (!cells) {
    console.log(noNeuroBench);
    return;
  }
  const ratio = effectiveRatio(report);
  if (ratio !== null)
    console.log(
      `  ${ratio.toFixed(3)} accumulates for each of the ANN’s multiply-accumulates that is not by 0`,
    );
  const { cost } = report;
  if (cost) {
    const ratios = energyCosts.map((each) => `${each.label} ${energyOf(cost, each).ratio.toFixed(3)}`);
    console.log(`  energy ratio at ${ratios.join(', ')}. ${energyCaution}`);
  }
  console.log(`\n${table(cells)}\n${neuroBenchNotes}\n`);
}

function range(values: readonly number[]): string {
  if (values.length === 0) return '–';
  if (values.length === 1) return values[0]!.toPrecision(4);
  return `${Math.min(...values).toPrecision(3)}…${Math.max(...values).toPrecision(3)}`;
}
