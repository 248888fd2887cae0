/**
 * Compares the combinations of a sweep with its best one, seed by seed: each seed has the same data
 * in all of them.
 */
import { leadOf } from '../../tasks/index.ts';
import { type PairedDifference, pairedDifference } from '../../tasks/statistics/paired.ts';
import { cellsOf } from './plan.ts';
import { bestCell, type SummaryRow, summarise } from './summary.ts';
import type { SweepResults } from './sweep.ts';

export interface BesideBest {
  /** The combination that is best on validation examples; null while none has finished. */
  readonly best: SummaryRow | null;
  /**
   * The differences of the test scores from the best one's by combination, score minus the best's;
   * left out for the best itself, and where fewer than two seeds have finished in both.
   */
  readonly differences: ReadonlyMap<string, PairedDifference>;
}

export function besideBest(sofar: SweepResults): BesideBest {
  const { sweep, results } = sofar;
  const rows = summarise(sofar);
  const best = bestCell(rows, leadOf(sweep.base));
  const differences = new Map<string, PairedDifference>();
  if (!best) return { best, differences };
  const byKey = new Map(results.map((result) => [result.key, result.outcome]));
  const cells = cellsOf(sweep);
  const scoresOf = (row: SummaryRow) => {
    const at = rows.findIndex(({ key }) => key === row.key) * sweep.seeds;
    return cells.slice(at, at + sweep.seeds).map(({ key }) => byKey.get(key)?.snnTest ?? null);
  };
  const reference = scoresOf(best);
  for (const row of rows) {
    if (row.key === best.key) continue;
    const found = pairedDifference(
      scoresOf(row).flatMap((score, i) => {
        const other = reference[i] ?? null;
        return score === null || other === null ? [] : [score - other];
      }),
    );
    if (found) differences.set(row.key, found);
  }
  return { best, differences };
}
