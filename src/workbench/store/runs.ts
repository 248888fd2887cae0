/** Chooses among the runs that are kept. */
import { startTransition } from 'react';
import type { RunRecord } from '../../runs/records/record.ts';
import { comparedAfterShowing } from './compared.ts';
import { takeResume } from './kept/resumable.ts';
import { tellTabs } from './kept/tabs.ts';
import { runToOpen } from './opening.ts';
import { noteFileOf } from './own-sets.ts';
import { unlessComputed } from './owner.ts';
import { complain, forget, keepRefused, refreshRun, runStore, summaryOf } from './storage.ts';
import { useWorkbench } from './store.ts';
import { openViewAgain } from './view/view-part.ts';

/** Returns the whole record of a run, or null when it cannot be read. */
export async function readRun(id: string): Promise<RunRecord | null> {
  const { current, shown } = useWorkbench.getState();
  const held = [current, shown].find((run) => run?.id === id);
  if (held) return held;
  try {
    return await (await runStore()).get(id);
  } catch (error) {
    complain(error);
    return null;
  }
}

/**
 * Shows a run and leaves the settings as they are. A run that another tab has deleted leaves the
 * list; resolves to words that say so, else to null.
 */
export async function showRun(id: string): Promise<string | null> {
  const run = await readRun(id);
  if (!run) {
    const isThere = await refreshRun(id).catch(() => true);
    return isThere ? null : 'This run is no longer stored: it was deleted in another tab.';
  }
  noteFileOf(run);
  startTransition(() =>
    useWorkbench.setState(({ shown, compared, selectedLayer, live, current }) => ({
      shown: run,
      compared: comparedAfterShowing(compared, id, shown?.id ?? null),
      follow: live !== null && current?.id === id,
      selectedLayer: run.layers.some((layer) => layer.name === selectedLayer) ? selectedLayer : null,
      progressTab: null,
    })),
  );
  return null;
}

/** Leaves every run, so that the page looks as before the first one. */
export function showNoRun(): void {
  useWorkbench.setState({ shown: null, compared: [], selectedLayer: null, follow: true, progressTab: null });
}

/**
 * Shows the run of a link that has come into the address, or none if there is none yet. A run under
 * way stays on screen.
 */
export async function showLinked(): Promise<void> {
  const { link, runs, current } = useWorkbench.getState();
  if (!link || current) return;
  const run = runToOpen(runs, link);
  if (run) await showRun(run.id);
  else showNoRun();
  openViewAgain();
}

/** Says what became of a deletion: how to undo it, or why there was none. */
export type Deletion = { readonly restore: () => Promise<string | null> } | { readonly refusal: string };

/**
 * Deletes a run, unless some tab computes it. To restore it resolves to null, or to words when it
 * cannot be brought back: where a run of its id has come since, nothing is replaced.
 */
export async function deleteRun(id: string): Promise<Deletion> {
  if (useWorkbench.getState().current?.id === id) return { refusal: 'This run is under way here.' };
  const before = useWorkbench.getState();
  const index = before.runs.findIndex((other) => other.id === id);
  try {
    const store = await runStore();
    const deleted = await unlessComputed(id, async () => {
      // As it is stored now: what this tab holds may be older.
      const run = (await store.get(id)) ?? (await readRun(id));
      const resume = await takeResume(id);
      await store.remove(id);
      forget(id);
      return { run, resume };
    });
    if (!deleted) return { refusal: 'This run is under way in another tab; stop it there first.' };
    tellTabs(id);
    keepRefused();
    useWorkbench.setState(({ runs, compared }) => ({
      runs: runs.filter((other) => other.id !== id),
      compared: compared.filter((other) => other !== id),
    }));
    if (before.shown?.id === id) {
      const next = useWorkbench.getState().runs[Math.min(index, before.runs.length - 2)];
      if (next) await showRun(next.id);
      else showNoRun();
    }
    const { run, resume } = deleted;
    return {
      restore: async () => {
        const problem = await restoreRun(run, index, before.shown?.id === id);
        if (!problem) await resume();
        return problem;
      },
    };
  } catch (error) {
    complain(error);
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}

async function restoreRun(run: RunRecord | null, index: number, show: boolean): Promise<string | null> {
  if (!run) return 'Another tab had deleted it before.';
  try {
    if (!(await (await runStore()).add(run))) {
      await refreshRun(run.id);
      return 'A run of this id is stored again, and stays as it is.';
    }
  } catch (error) {
    complain(error);
    return error instanceof Error ? error.message : String(error);
  }
  tellTabs(run.id);
  const others = useWorkbench.getState().runs.filter(({ id }) => id !== run.id);
  useWorkbench.setState({ runs: others.toSpliced(index, 0, summaryOf(run)) });
  if (show) await showRun(run.id);
  return null;
}
