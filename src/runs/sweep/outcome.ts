/** Takes out of a report what a table or chart shows of a run. */
import { toLayers } from '../../networks/chain.ts';
import type { Layer } from '../../networks/layer.ts';
import { parseNotation } from '../../networks/notation.ts';
import { taskOf } from '../../tasks/index.ts';
import { gainOver } from '../../tasks/metric.ts';
import { leadMetric, leadScore } from '../../tasks/task.ts';
import { parametersTouched } from '../records/parameters-touched.ts';
import type { RunReport } from '../records/report.ts';
import type { CellOutcome, CellResult, SweepCell } from './sweep.ts';

/**
 * Returns the outcome, or null when the run did not come to its end. `layers` are its network's, if
 * they are known already.
 */
export function outcomeOf(report: RunReport, layers?: readonly Layer[]): CellOutcome | null {
  const { status, ann, snn, cost, stages, seconds } = report;
  if (status !== 'finished' || !ann || !snn || !cost) return null;
  const task = taskOf(report.spec.task);
  const metric = leadMetric(task);
  const [annValidation, snnValidation] = [leadScore(task, ann.validation), leadScore(task, snn.validation)];
  const [annTest, snnTest] = [leadScore(task, ann.test), leadScore(task, snn.test)];
  return {
    annValidation,
    snnValidation,
    validationDrop: gainOver(metric, annValidation, snnValidation),
    annTest,
    snnTest,
    testDrop: gainOver(metric, annTest, snnTest),
    synOpsRatio: cost.ratio,
    energyRatio: cost.energyRatio,
    epochs: stages.reduce((sum, stage) => sum + stage.epochs, 0),
    parametersTouched: parametersTouched(report, layers ?? toLayers(parseNotation(report.spec.network))),
    seconds,
    anytime: snn.anytime ?? [],
  };
}

/** Returns the result of a cell whose run came to some end. */
export function resultOf({ key, spec }: SweepCell, report: RunReport): CellResult {
  const outcome = outcomeOf(report);
  if (outcome) return { key, spec, status: 'finished', failure: null, outcome, report };
  const failure = report.failure ?? `the run ended as ${report.status}, without a result`;
  return { key, spec, status: 'failed', failure, outcome: null, report };
}
