/** Turns a finished cell into a run like any other, which the panels of the single run show. */
import { toLayers } from '../../../networks/chain.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { beginRecord, type RunRecord } from '../../../runs/records/record.ts';
import type { CellResult } from '../../../runs/sweep/sweep.ts';

/**
 * Returns the run, or null if the cell failed before there was a report. `network` is its network
 * file, if one was kept.
 */
export function cellRecord(
  { spec, report, failure }: CellResult,
  network: Uint8Array | null,
): RunRecord | null {
  if (!report) return null;
  const { ann, stages, epochs, environment, warnings } = report;
  const ended = new Date(Date.parse(report.startedAt) + 1000 * report.seconds);
  return {
    ...beginRecord(report.runId, spec, report.startedAt),
    updatedAt: Number.isNaN(ended.getTime()) ? report.startedAt : ended.toISOString(),
    status: report.status,
    layers: toLayers(parseNotation(spec.network)),
    ann,
    stages,
    epochs,
    environment,
    report,
    network,
    failure,
    warnings,
  };
}
