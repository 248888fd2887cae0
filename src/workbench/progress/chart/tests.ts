/**
 * Where the test set was measured: after every epoch on request, and at the epoch whose weights a
 * stage kept.
 */
import type { StageReport } from '../../../runs/records/report.ts';
import type { ChartLayout } from './chart-layout.ts';

export function testsOf({ rows }: ChartLayout, stages: readonly StageReport[]): Map<number, number> {
  const tests = new Map<number, number>();
  for (const { x, stage, epoch, row } of rows) {
    const report = stages.find((s) => s.stage === stage && s.bestEpoch === epoch);
    const accuracy = row?.testAccuracy ?? report?.testAccuracy ?? null;
    if (row && accuracy !== null) tests.set(x, accuracy);
  }
  return tests;
}
