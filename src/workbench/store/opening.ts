/** Chooses the stored run that the page opens on. */
import type { RunSummary } from '../../runs/records/run-store.ts';
import { sameExperiment } from '../../runs/spec/same-experiment.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';

/**
 * Returns the newest of `runs` that has the link's experiment, since another's figures would be
 * taken for the link's; without a link (null) the newest of all. `runs` begins with the newest.
 */
export function runToOpen(runs: readonly RunSummary[], link: RunSpec | null): RunSummary | undefined {
  return link ? runs.find(({ spec }) => sameExperiment(spec, link)) : runs[0];
}
