/** Chooses among the runs that are kept. */
import { startTransition } from 'react';
import type { RunRecord } from '../../runs/records/record.ts';
import { comparedAfterShowing } from './compared.ts';
import { runToOpen } from './opening.ts';
import { runStore } from './storage.ts';
import { useWorkbench } from './store.ts';

function complain(error: unknown): void {
  useWorkbench.setState({ storageProblem: error instanceof Error ? error.message : String(error) });
}

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

/** Shows a run and leaves the settings as they are. */
export async function showRun(id: string): Promise<void> {
  const run = await readRun(id);
  if (!run) return;
  startTransition(() =>
    useWorkbench.setState(({ shown, compared, selectedLayer, live, current }) => ({
      shown: run,
      compared: comparedAfterShowing(compared, id, shown?.id ?? null),
      follow: live !== null && current?.id === id,
      selectedLayer: run.layers.some((layer) => layer.name === selectedLayer) ? selectedLayer : null,
    })),
  );
}

/** Leaves every run, so that the page looks as before the first one. */
export function showNoRun(): void {
  useWorkbench.setState({ shown: null, compared: [], selectedLayer: null, follow: true });
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
}

/** Deletes a run and returns how to bring it back. */
export async function deleteRun(id: string): Promise<(() => Promise<void>) | null> {
  const run = await readRun(id);
  if (!run || useWorkbench.getState().current?.id === id) return null;
  const before = useWorkbench.getState();
  const index = before.runs.findIndex((other) => other.id === id);
  try {
    const store = await runStore();
    await store.remove(id);
    useWorkbench.setState(({ runs, compared }) => ({
      runs: runs.filter((other) => other.id !== id),
      compared: compared.filter((other) => other !== id),
    }));
    if (before.shown?.id === id) {
      const next = useWorkbench.getState().runs[Math.min(index, before.runs.length - 2)];
      if (next) await showRun(next.id);
      else showNoRun();
    }
    return async () => {
      await store.put(run).catch(complain);
      const { network: _, ...summary } = run;
      useWorkbench.setState(({ runs }) => ({ runs: runs.toSpliced(index, 0, summary) }));
      if (before.shown?.id === id) await showRun(id);
    };
  } catch (error) {
    complain(error);
    return null;
  }
}
