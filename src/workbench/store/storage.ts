/**
 * Keeps runs: it writes one at a time, and only the newest of several states of a run that wait.
 */
import { startTransition } from 'react';
import type { RunRecord } from '../../runs/records/record.ts';
import { openRunStore, type RunStore, type RunSummary } from '../../runs/records/storage.ts';
import { runToOpen } from './opening.ts';
import { aliveRuns } from './owner.ts';
import { useWorkbench } from './store.ts';

let opened: Promise<RunStore> | null = null;

export function runStore(): Promise<RunStore> {
  opened ??= openRunStore();
  return opened;
}

function report(error: unknown): void {
  useWorkbench.setState({ storageProblem: error instanceof Error ? error.message : String(error) });
}

const waiting = new Map<string, RunRecord>();
let writing = false;

async function writeWaiting(): Promise<void> {
  writing = true;
  const store = await runStore();
  for (let [record] = waiting.values(); record; [record] = waiting.values()) {
    waiting.delete(record.id);
    await store.put(record).catch(report);
  }
  writing = false;
}

/** Stores the run as it stands; the page does not wait for it. */
export function keep(record: RunRecord): void {
  waiting.set(record.id, record);
  if (!writing) void writeWaiting();
}

export function summaryOf({ network: _, ...summary }: RunRecord): RunSummary {
  return summary;
}

/**
 * Reads the runs that are kept, marks those that a reload cut off, and shows the run that the page
 * opens on.
 */
export async function loadRuns(): Promise<void> {
  try {
    const store = await runStore();
    if (store.problem) report(store.problem);
    const alive = await aliveRuns();
    await store.markInterrupted((id) => alive.has(id));
    const { runs: stored, unreadable } = await store.list();
    const first = runToOpen(stored, useWorkbench.getState().link);
    const record = first ? await store.get(first.id) : null;
    startTransition(() =>
      useWorkbench.setState(({ runs, shown, current }) => ({
        // A run may have begun in the meantime.
        runs: [...runs, ...stored.filter((run) => !runs.some((own) => own.id === run.id))],
        shown: shown ?? current ?? record,
        runsLoaded: true,
        unreadable,
        newerStorage: store.newer,
      })),
    );
  } catch (error) {
    report(error);
    useWorkbench.setState({ runsLoaded: true });
  }
}
