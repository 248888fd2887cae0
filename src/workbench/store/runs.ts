/** Choosing among the runs that are kept. */
import { startTransition } from 'react';
import type { RunRecord } from '../../runs/record.ts';
import { runStore } from './storage.ts';
import { useWorkbench } from './store.ts';

function complain(error: unknown): void {
  useWorkbench.setState({ storageProblem: error instanceof Error ? error.message : String(error) });
}

/** The whole record of a run, or null when it cannot be read. */
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

/** Shows a run, settings left as they are. */
export async function showRun(id: string): Promise<void> {
  const run = await readRun(id);
  if (!run) return;
  startTransition(() =>
    useWorkbench.setState(({ overlay, selectedLayer, live, current }) => ({
      shown: run,
      overlay: overlay?.id === id ? null : overlay,
      follow: live !== null && current?.id === id,
      selectedLayer: run.layers.some((layer) => layer.name === selectedLayer) ? selectedLayer : null,
    })),
  );
}

/** Leaves every run: the page as before the first one. */
export function showNoRun(): void {
  useWorkbench.setState({ shown: null, overlay: null, selectedLayer: null, follow: true });
}

/** Draws a second run into the chart, or takes it out again. */
export function toggleOverlay(id: string): void {
  useWorkbench.setState(({ overlay, runs, shown }) => {
    if (overlay?.id === id || shown?.id === id) return { overlay: null };
    return { overlay: runs.find((run) => run.id === id) ?? null };
  });
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
    useWorkbench.setState(({ runs, overlay }) => ({
      runs: runs.filter((other) => other.id !== id),
      overlay: overlay?.id === id ? null : overlay,
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
