/**
 * Keeps runs: it writes one at a time, and only the newest of several states of a run that wait.
 */
import { startTransition } from 'react';
import { answered } from '../../runs/records/answered.ts';
import type { RunRecord } from '../../runs/records/record.ts';
import { openRunStore, type RunStore, type RunSummary } from '../../runs/records/storage.ts';
import { askToPersist } from './kept/persistence.ts';
import { dropResume, readResumable, tidyResumable } from './kept/resumable.ts';
import { onTabs, tellTabs } from './kept/tabs.ts';
import { runToOpen } from './opening.ts';
import { noteFileOf } from './own-sets.ts';
import { aliveRuns } from './owner.ts';
import { useWorkbench } from './store.ts';

let opened: Promise<RunStore> | null = null;

export function runStore(): Promise<RunStore> {
  opened ??= openRunStore();
  return opened;
}

/** Shows why something could not be stored or read. */
export function complain(error: unknown): void {
  useWorkbench.setState({ storageProblem: error instanceof Error ? error.message : String(error) });
}

/** The time that a run of some tens of megabytes may take to be stored, in milliseconds. */
const writePatience = 30_000;

const waiting = new Map<string, RunRecord>();
/** The newest state of each run that could not be stored. */
const refused = new Map<string, RunRecord>();
let writing = false;

/** Notes whether a run, or its newest state, is nowhere but in this page. */
function markOnlyHere(id: string, isOnlyHere: boolean): void {
  useWorkbench.setState((state) => {
    if (state.onlyHere.has(id) === isOnlyHere) return state;
    const onlyHere = new Set(state.onlyHere);
    if (isOnlyHere) onlyHere.add(id);
    else onlyHere.delete(id);
    return { onlyHere };
  });
}

async function writeWaiting(): Promise<void> {
  writing = true;
  const store = await runStore();
  for (let [record] = waiting.values(); record; [record] = waiting.values()) {
    waiting.delete(record.id);
    try {
      await answered(() => store.put(record), { patience: writePatience });
      if (refused.delete(record.id) && refused.size === 0)
        useWorkbench.setState({ storageProblem: store.problem?.message ?? null });
      // Until the finished run is stored, the file is all that there is of it.
      if (record.status === 'finished') void dropResume(record.id);
      if (isTold(record)) tellTabs(record.id);
      if (!store.problem && !waiting.has(record.id)) markOnlyHere(record.id, false);
      if (record.network && !store.problem) askToPersist();
    } catch (error) {
      refused.set(record.id, record);
      complain(error);
    }
    useWorkbench.setState({ unkept: [...refused.values()].map(({ name }) => name) });
  }
  writing = false;
}

/** Number of stages that other tabs were last told of, for each run under way. */
const told = new Map<string, number>();

/** Tells whether a run has changed in what other tabs show of it: each epoch would be too much. */
function isTold({ id, status, stages }: RunRecord): boolean {
  if (status !== 'running') {
    told.delete(id);
    return true;
  }
  if (told.get(id) === stages.length) return false;
  told.set(id, stages.length);
  return true;
}

/** Stores the run as it stands; the page does not wait for it. */
export function keep(record: RunRecord): void {
  waiting.set(record.id, record);
  markOnlyHere(record.id, true);
  if (!writing) void writeWaiting();
}

/** Drops the states of a run that wait to be stored. */
export function forget(id: string): void {
  waiting.delete(id);
  refused.delete(id);
  useWorkbench.setState({ unkept: [...refused.values()].map(({ name }) => name) });
}

/** Stores the runs that found no room, now that there may be some. */
export function keepRefused(): void {
  for (const record of refused.values()) if (!waiting.has(record.id)) keep(record);
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
    if (store.problem) complain(store.problem);
    const alive = await aliveRuns();
    await store.markInterrupted((id) => alive.has(id));
    const { runs: stored, unreadable } = await store.list();
    const first = runToOpen(stored, useWorkbench.getState().link);
    const record = first ? await store.get(first.id) : null;
    if (record) noteFileOf(record);
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
    onTabs((id) => {
      void (id === null ? readAgain() : refreshRun(id)).catch(() => {});
      void readResumable();
    });
    await tidyStored(store, stored, alive);
  } catch (error) {
    complain(error);
    useWorkbench.setState({ runsLoaded: true });
  }
}

/** Leaves files only to runs that are under way, or that have not finished and are still stored. */
async function tidyStored(
  store: RunStore,
  stored: readonly RunSummary[],
  alive: ReadonlySet<string>,
): Promise<void> {
  const keys = new Set(await store.keys());
  const finished = new Set(stored.filter(({ status }) => status === 'finished').map(({ id }) => id));
  await tidyResumable(
    (id) =>
      alive.has(id) || useWorkbench.getState().current?.id === id || (keys.has(id) && !finished.has(id)),
  );
}

/** Reads the list of runs anew, and leaves what this tab computes as it is. */
export async function readAgain(): Promise<void> {
  const { runs: stored, unreadable } = await (await runStore()).list();
  startTransition(() =>
    useWorkbench.setState(({ runs, current }) => {
      const own = runs.filter((run) => run.id === current?.id || refused.has(run.id));
      return { unreadable, runs: [...own, ...stored.filter((run) => !own.some(({ id }) => id === run.id))] };
    }),
  );
}

/**
 * Reads one run anew, which another tab has stored or deleted. Resolves to whether it is stored
 * still.
 */
export async function refreshRun(id: string): Promise<boolean> {
  if (useWorkbench.getState().current?.id === id) return true;
  const store = await runStore();
  const summary = await store.summary(id);
  const record = summary && useWorkbench.getState().shown?.id === id ? await store.get(id) : null;
  startTransition(() =>
    useWorkbench.setState(({ runs, shown, compared }) => ({
      runs: withRun(runs, id, summary),
      shown: record && shown?.id === id ? record : shown,
      compared: summary ? compared : compared.filter((other) => other !== id),
    })),
  );
  return summary !== null;
}

/**
 * Returns the list with a run as it now stands: at its place, at the front when new, or left out.
 */
export function withRun(
  runs: readonly RunSummary[],
  id: string,
  run: RunSummary | null,
): readonly RunSummary[] {
  if (!run) return runs.filter((other) => other.id !== id);
  return runs.some((other) => other.id === id)
    ? runs.map((other) => (other.id === id ? run : other))
    : [run, ...runs];
}
