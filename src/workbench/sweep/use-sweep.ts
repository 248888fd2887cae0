/**
 * Returns the data of the sweep's panels: the checked form, the sweep on screen with its cells, and
 * how the two relate.
 */
import { useMemo } from 'react';
import { type SummaryRow, summarise } from '../../runs/sweep/summary.ts';
import type { SweepSpec } from '../../runs/sweep/sweep.ts';
import { type CheckedDraft, checkDraft } from '../store/draft.ts';
import { useWorkbench } from '../store/store.ts';
import { cellsAtOnce } from './draft/estimate.ts';
import { type CellView, cellViews } from './results/cells.ts';
import { useSweeps } from './store/state.ts';
import { sweepId } from './store/sweeps.ts';

export function useDraft(): CheckedDraft {
  const spec = useWorkbench((state) => state.spec);
  const draft = useWorkbench((state) => state.sweepDraft);
  const sets = useWorkbench((state) => state.ownSets);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the imported sets at hand limit counts
  return useMemo(() => checkDraft(spec, draft), [spec, draft, sets]);
}

export interface ShownSweep {
  readonly id: string;
  readonly sweep: SweepSpec;
  readonly views: readonly CellView[];
  readonly rows: readonly SummaryRow[];
  /** Name of its results file, or null if it came from none. */
  readonly file: string | null;
  /** True if it stands in the form only: nothing of it is kept yet. */
  readonly planned: boolean;
}

const none = new Map<string, never>();

/** Returns the sweep that is open; without one, that of the form as it would be run. */
export function useShown(draft: CheckedDraft): ShownSweep | null {
  const open = useSweeps((state) => state.open);
  const underWay = useSweeps((state) => state.underWay);
  return useMemo(() => {
    if (open) {
      const running = underWay?.id === open.id ? underWay.cells : none;
      const results = open.cells.flatMap(({ key }) => open.results.get(key) ?? []);
      return {
        id: open.id,
        sweep: open.sweep,
        views: cellViews(open.cells, open.results, running),
        rows: summarise({ sweep: open.sweep, results }),
        file: open.file,
        planned: false,
      };
    }
    if (!draft.sweep) return null;
    return {
      id: sweepId(draft.sweep),
      sweep: draft.sweep,
      views: cellViews(draft.cells, none, none),
      rows: summarise({ sweep: draft.sweep, results: [] }),
      file: null,
      planned: true,
    };
  }, [open, underWay, draft]);
}

/**
 * Returns the number of cells to run at once: the one chosen, else as many as suit cores and
 * workers.
 */
export function useAtOnce(): number {
  const chosen = useSweeps((state) => state.atOnce);
  const workers = useWorkbench((state) => state.spec.workers);
  return chosen ?? cellsAtOnce(navigator.hardwareConcurrency || 2, workers);
}
