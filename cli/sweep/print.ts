/**
 * Prints a sweep as lines on the terminal: one per cell as it ends, some from long cells to show
 * that they still run, and the table at the end.
 */

import { valueText } from '../../src/runs/spec/value-text.ts';
import { besideBest } from '../../src/runs/sweep/paired.ts';
import { bestCell, type Statistic, summarise } from '../../src/runs/sweep/summary.ts';
import type { CellResult, SweepResults, SweepSink } from '../../src/runs/sweep/sweep.ts';
import { leadOf } from '../../src/tasks/index.ts';
import type { Metric } from '../../src/tasks/metric.ts';
import { pairedWords } from '../../src/tasks/statistics/paired.ts';
import { writeCount } from '../../src/tasks/writing.ts';
import { duration } from '../format.ts';
import { table } from '../print-report.ts';
import { differenceText, scoreNumber, scoreOf, several, unitOf } from '../scores.ts';

/** Least milliseconds between two lines that show that a cell still runs. */
const interval = 30_000;

export function printSweep(): SweepSink {
  let total = 0;
  let ended = 0;
  let eta = '';
  let pending: string | null = null;
  let last = performance.now();
  // The line of an ended cell waits for the estimate that follows it.
  const flush = () => {
    if (pending !== null) console.log(`${pending}${eta}`);
    pending = null;
  };
  return (event) => {
    switch (event.type) {
      case 'sweepBegan':
        total = event.cells.length;
        ended = event.kept.length;
        console.log(`${total} cells${ended > 0 ? `, ${ended} of them done before` : ''}`);
        break;
      case 'cellEnded':
        flush();
        ended++;
        last = performance.now();
        pending = `[${ended}/${total}] ${endLine(event.result)}`;
        break;
      case 'sweepEta':
        eta = event.seconds > 0 ? `  about ${duration(event.seconds)} left` : '';
        flush();
        break;
      case 'cellProgress': {
        if (performance.now() - last < interval) break;
        last = performance.now();
        const { stage, epoch } = event.progress;
        console.log(`  ${event.key}  stage ${stage} epoch ${epoch}${eta}`);
        break;
      }
      case 'sweepEnded':
        flush();
        break;
    }
  };
}

function endLine({ key, spec, failure, outcome, report }: CellResult): string {
  if (!outcome || !report?.snn) return `${key}  failed: ${failure}`;
  const lead = leadOf(spec);
  const { snnValidation, validationDrop: drop, snnTest, synOpsRatio, epochs, seconds } = outcome;
  return (
    `${key}  SNN validation ${scoreOf(lead, snnValidation, spec.validationCount)} (${differenceText(lead, lead.better === 'higher' ? -drop : drop)})` +
    `  test ${scoreOf(lead, snnTest, report.snn.testCount)}` +
    `  SynOps ${synOpsRatio.toFixed(3)}  ${epochs} epochs  ${duration(seconds)}`
  );
}

/** Prints means over the seeds, with their sample deviations. */
export function printSummary(results: SweepResults): void {
  const lead = leadOf(results.sweep.base);
  const unit = unitOf(lead);
  const score = (value: number) => scoreNumber(lead, value);
  const fixed = (digits: number) => (value: number) => value.toFixed(digits);
  const header = [
    ...results.sweep.axes.map(({ field }) => field),
    'seeds',
    `ANN validation ${unit}`,
    `SNN validation ${unit}`,
    'drop',
    `SNN test ${unit}`,
    'test drop',
    'SynOps ratio',
    'energy ratio',
    'epochs',
  ];
  const combinations = summarise(results);
  const rows = combinations.map(({ values, finished, failed, outcomes }) => [
    ...values.map(valueText),
    `${finished}${failed > 0 ? ` (${failed} failed)` : ''}`,
    ...(outcomes
      ? [
          spread(outcomes.annValidation, score),
          spread(outcomes.snnValidation, score),
          spread(outcomes.validationDrop, score),
          spread(outcomes.snnTest, score),
          spread(outcomes.testDrop, score),
          spread(outcomes.synOpsRatio, fixed(3)),
          spread(outcomes.energyRatio, fixed(3)),
          spread(outcomes.epochs, fixed(1)),
        ]
      : header.slice(results.sweep.axes.length + 1).map(() => '–')),
  ]);
  console.log(`\n${table([header, ...rows])}`);
  console.log(`${imagesLine(results, lead)}\n`);
  const best = bestCell(combinations, lead);
  if (best && combinations.length > 1) console.log(`best on validation: ${best.key}`);
  const { differences } = besideBest(results);
  const examples = results.results.find(({ report }) => report?.snn)?.report?.snn?.testCount ?? 0;
  for (const [key, found] of differences)
    console.log(
      `${key} from the best, test ${lead.label}: ${pairedWords(found, lead, examples)}`.replaceAll(
        '\u00a0',
        ' ',
      ),
    );
}

/**
 * Says what the scores of the table were measured on: the number of validation examples may be an
 * axis.
 */
function imagesLine({ sweep, results }: SweepResults, lead: Metric): string {
  const counts = (of: readonly number[]) => [...new Set(of)].map(writeCount).join(' or ');
  const tests = counts(results.flatMap(({ report }) => report?.snn?.testCount ?? []));
  const validations = counts(results.map(({ spec }) => spec.validationCount));
  if (tests === '') return `no ${several(lead)}: nothing of ${sweep.base.preset} has finished`;
  return `${several(lead)} of ${validations} validation and ${tests} test examples, mean ± sample deviation over the seeds`;
}

function spread({ mean, sd }: Statistic, written: (value: number) => string): string {
  return `${written(mean)}${sd === null ? '' : ` ± ${written(sd)}`}`;
}
