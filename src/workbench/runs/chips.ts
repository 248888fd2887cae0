import type { RunSummary } from '../../runs/records/run-store.ts';

/**
 * Returns the runs that have a chip: the first `most`, and those with these ids however old they
 * are.
 */
export function chipsOf(
  runs: readonly RunSummary[],
  most: number,
  ids: readonly (string | undefined)[],
): readonly RunSummary[] {
  return runs.filter(({ id }, i) => i < most || ids.includes(id));
}
