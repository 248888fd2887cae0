/** A sweep for tests, and made-up results for its cells. */
import { presetSpec } from '../../../runs/spec/spec.ts';
import { cellsOf, parseSweep } from '../../../runs/sweep/plan.ts';
import type { CellOutcome, CellResult, SweepAxis, SweepCell, SweepSpec } from '../../../runs/sweep/sweep.ts';
import { type CellView, cellViews } from '../results/cells.ts';

export const base = presetSpec('first-look@2');

export function sweepOf(axes: readonly SweepAxis[], seeds = 1): SweepSpec {
  return parseSweep({ version: 1, base, axes, seeds });
}

export function outcome(change: Partial<CellOutcome> = {}): CellOutcome {
  return {
    annValidation: 0.98,
    snnValidation: 0.97,
    validationDrop: 0.01,
    annTest: 0.98,
    snnTest: 0.97,
    testDrop: 0.01,
    synOpsRatio: 0.4,
    energyRatio: 0.1,
    epochs: 9,
    parametersTouched: 1000,
    seconds: 12,
    anytime: [],
    ...change,
  };
}

export function finished({ key, spec }: SweepCell, change: Partial<CellOutcome> = {}): CellResult {
  return { key, spec, status: 'finished', failure: null, outcome: outcome(change), report: null };
}

export function failed({ key, spec }: SweepCell, failure: string): CellResult {
  return { key, spec, status: 'failed', failure, outcome: null, report: null };
}

/** Returns views of all cells; `resultOf` returns null for a cell that waits. */
export function viewsOf(sweep: SweepSpec, resultOf: (cell: SweepCell) => CellResult | null): CellView[] {
  const cells = cellsOf(sweep);
  const results = cells.flatMap((cell) => resultOf(cell) ?? []);
  return cellViews(cells, new Map(results.map((result) => [result.key, result])), new Map());
}
