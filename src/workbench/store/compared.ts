/** The runs compared with the one on screen: drawn into its chart, and set beside it in a table. */
import type { RunSummary } from '../../runs/records/run-store.ts';
import type { WorkbenchState } from './state.ts';
import { useWorkbench } from './store.ts';

/**
 * The most runs that can be compared: more lines cannot be told apart in one chart, nor columns
 * read side by side.
 */
export const mostCompared = 6;

export const tooManyWords = `At most ${mostCompared} runs can be compared with the one on screen: take one out first.`;

type Comparing = Pick<WorkbenchState, 'runs' | 'compared' | 'shown'>;

/**
 * Returns the compared ids after another run is shown. A compared run that is then shown changes
 * places with the one it was compared with.
 */
export function comparedAfterShowing(
  compared: readonly string[],
  id: string,
  shown: string | null,
): readonly string[] {
  if (!compared.includes(id) || shown === id) return compared;
  return compared.flatMap((other) => (other !== id ? [other] : shown === null ? [] : [shown]));
}

/**
 * Returns the compared runs as they now stand; ids of runs that are gone, and of the one shown, are
 * skipped.
 */
export function findCompared({ runs, compared, shown }: Comparing): readonly RunSummary[] {
  return compared.flatMap((id) => (id === shown?.id ? [] : runs.filter((run) => run.id === id)));
}

/** Returns the compared ids with this run added or removed; null when there is no room for it. */
export function withToggled(state: Comparing, id: string): readonly string[] | null {
  const ids = findCompared(state).map((run) => run.id);
  if (ids.includes(id)) return ids.filter((other) => other !== id);
  if (id === state.shown?.id) return ids;
  return ids.length < mostCompared ? [...ids, id] : null;
}

let latest: readonly RunSummary[] = [];

/** Returns the same list for as long as it holds the same runs, whatever happens to others. */
export function comparedRuns(state: Comparing): readonly RunSummary[] {
  const found = findCompared(state);
  if (found.length !== latest.length || found.some((run, i) => run !== latest[i])) latest = found;
  return latest;
}

export function useCompared(): readonly RunSummary[] {
  return useWorkbench(comparedRuns);
}

/**
 * Adds a run to the comparison or removes it. Returns the reason why that cannot be done, or null.
 */
export function toggleCompared(id: string): string | null {
  const compared = withToggled(useWorkbench.getState(), id);
  if (compared) useWorkbench.setState({ compared });
  return compared ? null : tooManyWords;
}

export function clearCompared(): void {
  useWorkbench.setState({ compared: [] });
}
