/** Which of the stored runs the page opens on. */
import type { RunSummary } from '../../runs/records/run-store.ts';
import { sameExperiment } from '../../runs/spec/same-experiment.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';

/**
 * Of `runs`, the newest first, the newest of the link's experiment: another's figures would be
 * taken for the link's. Without a link (null) the newest of all.
 */
export function runToOpen(runs: readonly RunSummary[], link: RunSpec | null): RunSummary | undefined {
  return link ? runs.find(({ spec }) => sameExperiment(spec, link)) : runs[0];
}
