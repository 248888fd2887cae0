/** Decides what the main button does with the sweep of the form, and its words. */
import type { CellResult, SweepCell } from '../../runs/sweep/sweep.ts';
import { cellsWords } from './words.ts';

export type MainAction = 'start' | 'pause' | 'resume' | 'none';

export interface MainButton {
  readonly action: MainAction;
  readonly words: string;
}

export interface MainSituation {
  /** Cells of the form's sweep; empty when it cannot run. */
  readonly cells: readonly SweepCell[];
  /** The results of that sweep that are kept. */
  readonly results: ReadonlyMap<string, CellResult>;
  /** State of the sweep under way in this tab, whichever it is. */
  readonly underWay: { readonly paused: boolean; readonly cancelling: boolean } | null;
  /** True while another tab runs the form's sweep. */
  readonly elsewhere: boolean;
}

/**
 * Returns the action of the main button and its words. It pauses or resumes a sweep under way;
 * otherwise it starts or resumes that of the form, or runs its failed cells again.
 */
export function mainButton({ cells, results, underWay, elsewhere }: MainSituation): MainButton {
  if (underWay?.cancelling) return { action: 'none', words: 'Cancelling …' };
  if (underWay)
    return underWay.paused ? { action: 'resume', words: 'Go on' } : { action: 'pause', words: 'Pause' };
  if (elsewhere) return { action: 'none', words: 'Runs in another tab' };
  const kept = cells.map(({ key }) => results.get(key)?.status);
  const left = kept.filter((status) => status === undefined).length;
  const failed = kept.filter((status) => status === 'failed').length;
  if (cells.length === 0) return { action: 'none', words: 'Run the sweep' };
  if (left === cells.length) return { action: 'start', words: `Run ${cellsWords(cells.length)}` };
  if (left > 0) return { action: 'start', words: `Go on: ${left + failed} of ${cells.length} left` };
  if (failed > 0)
    return {
      action: 'start',
      words: `Run ${failed === 1 ? 'the failed cell' : `the ${failed} failed cells`} again`,
    };
  return { action: 'none', words: `All ${cells.length} cells are done` };
}

/** Counts the cells in words: `12 of 18 finished · 1 failed · 2 running`. */
export function countsWords(counts: {
  readonly waiting: number;
  readonly running: number;
  readonly finished: number;
  readonly failed: number;
}): string {
  const all = counts.waiting + counts.running + counts.finished + counts.failed;
  const parts = [`${counts.finished} of ${all} finished`];
  if (counts.failed > 0) parts.push(`${counts.failed} failed`);
  if (counts.running > 0) parts.push(`${counts.running} running`);
  return parts.join(' · ');
}
