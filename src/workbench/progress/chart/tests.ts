/**
 * Finds where the test set was measured: after every epoch on request, and at the epoch whose
 * weights a stage kept.
 */
import type { StageReport } from '../../../runs/records/report.ts';
import type { MetricId } from '../../../tasks/metric.ts';
import type { ChartLayout } from './chart-layout.ts';

/** Returns the test scores of this metric, by place on the x axis. */
export function testsOf(
  { rows }: ChartLayout,
  stages: readonly StageReport[],
  metric: MetricId,
): Map<number, number> {
  const tests = new Map<number, number>();
  for (const { x, stage, epoch, row } of rows) {
    const report = stages.find((s) => s.stage === stage && s.bestEpoch === epoch);
    const score = row?.test?.[metric] ?? report?.test?.[metric];
    if (row && score !== undefined) tests.set(x, score);
  }
  return tests;
}
