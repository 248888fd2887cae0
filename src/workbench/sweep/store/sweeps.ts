/** Chooses among sweeps, and reads and keeps them. */
import { encodeSweepLink } from '../../../runs/link/link.ts';
import { cellsOf } from '../../../runs/sweep/plan.ts';
import type { StoredSweep } from '../../../runs/sweep/shelf.ts';
import type { CellResult, SweepResults, SweepSpec } from '../../../runs/sweep/sweep.ts';
import { checkDraft, draftOf } from '../../store/draft.ts';
import { shelf } from '../../store/kept/shelf.ts';
import { useWorkbench } from '../../store/store.ts';
import { changeSettings } from '../../store/view/class-view.ts';
import { onOthers, sweepsUnderWay, tellOthers } from './owner.ts';
import { complain, type OpenSweep, useSweeps } from './state.ts';

/**
 * Returns the id of a sweep. It is derived from what is computed: the same grid over the same base
 * is the same sweep, in whichever tab. One that was kept before a setting's value was renamed is
 * found under the id that it had.
 */
export function sweepId(sweep: SweepSpec): string {
  const id = settingsOf(sweep);
  const { stored } = useSweeps.getState();
  return stored.find((kept) => kept.file === null && settingsOf(kept.sweep) === id)?.id ?? id;
}

/** Returns a sweep as text, with the names of today, whichever engine computes it. */
function settingsOf(sweep: SweepSpec): string {
  return encodeSweepLink(sweep, null);
}

export function openSweepOf(stored: StoredSweep, results: readonly CellResult[]): OpenSweep {
  const { id, sweep, file, createdAt } = stored;
  return {
    id,
    sweep,
    file,
    createdAt,
    cells: cellsOf(sweep),
    results: new Map(results.map((result) => [result.key, result])),
  };
}

/** Reads the list anew, and which tab runs which sweep. */
export async function refresh(): Promise<void> {
  const [list, underWay] = await Promise.all([(await shelf()).list(), sweepsUnderWay()]);
  const own = useSweeps.getState().underWay?.id;
  const { sweeps: stored, unreadable } = list;
  useSweeps.setState({ stored, unreadable, elsewhere: new Set([...underWay].filter((id) => id !== own)) });
}

/** Reads the cells of the sweep on screen anew, since another tab may have added some. */
export async function refreshOpen(): Promise<void> {
  const { open, underWay } = useSweeps.getState();
  if (open && underWay?.id !== open.id) await readAgain(open.id);
}

/** Reads the cells of a sweep that is about to be shown, and notes those that cannot be read. */
export async function cellsOfSweep(id: string): Promise<readonly CellResult[]> {
  const { results, unreadable } = await (await shelf()).cells(id);
  useSweeps.setState({ unreadableCells: unreadable });
  return results;
}

/**
 * Adds results that have been kept since the sweep was read: a cell may end in the meantime, here
 * or elsewhere.
 */
async function readAgain(id: string): Promise<void> {
  const kept = await (await shelf()).results(id);
  useSweeps.setState(({ open }) => {
    if (open?.id !== id) return {};
    return {
      open: { ...open, results: new Map([...open.results, ...kept.map((r) => [r.key, r] as const)]) },
    };
  });
}

/** Shows the sweep of the form if some of it is kept; the form stays as it is. */
export async function showKept(id: string): Promise<void> {
  const stored = useSweeps.getState().stored.find((sweep) => sweep.id === id);
  if (!stored || useSweeps.getState().open?.id === id) return;
  try {
    useSweeps.setState({ open: openSweepOf(stored, await cellsOfSweep(id)) });
    await readAgain(id);
  } catch (error) {
    complain('The sweep could not be read', error);
  }
}

let loading: Promise<void> | null = null;

/**
 * Reads the sweeps that are kept, once per page, and shows the sweep of the form if it is among
 * them, else the newest.
 */
export function loadSweeps(): Promise<void> {
  loading ??= load();
  return loading;
}

async function load(): Promise<void> {
  try {
    const kept = await shelf();
    // Said in the bar, as for runs, and once.
    const { problem } = kept;
    if (problem)
      useWorkbench.setState((state) => ({ storageProblem: state.storageProblem ?? problem.message }));
    await refresh();
    const { stored } = useSweeps.getState();
    const { spec, sweepDraft } = useWorkbench.getState();
    const { sweep } = checkDraft(spec, sweepDraft);
    const same = sweep && stored.find(({ id }) => id === sweepId(sweep));
    const asked = /[#&]grid=/.test(location.hash);
    const shown = same ?? (asked ? undefined : stored[0]);
    if (shown) useSweeps.setState({ open: openSweepOf(shown, await cellsOfSweep(shown.id)) });
    onOthers(() => void Promise.all([refresh(), refreshOpen()]).catch(ignore));
  } catch (error) {
    complain('The stored sweeps could not be read', error);
  }
  useSweeps.setState({ loaded: true });
}

/** Ignores a failure: the next message, or the person, tries again. */
function ignore(): void {}

/** Puts a sweep into the form: its grid, and its base as the settings. */
export function adoptSweep(sweep: SweepSpec): void {
  const sweepDraft = draftOf(sweep);
  changeSettings(() => ({ spec: sweep.base, sweepDraft, unfinished: {}, linkProblems: [] }));
}

/** Shows a stored sweep, and takes it into the form. */
export async function showSweep(id: string): Promise<void> {
  try {
    const stored = useSweeps.getState().stored.find((sweep) => sweep.id === id);
    if (!stored) return;
    const open = openSweepOf(stored, await cellsOfSweep(id));
    useSweeps.setState({ open, problem: null });
    adoptSweep(open.sweep);
    await readAgain(id);
  } catch (error) {
    complain('The sweep could not be read', error);
  }
}

/** Shows and keeps the sweep of a results file. The same file read twice is kept once. */
export async function takeResults(file: string, { sweep, results }: SweepResults): Promise<void> {
  const now = new Date().toISOString();
  const stored: StoredSweep = {
    id: `file ${file} ${settingsOf(sweep)}`,
    sweep,
    file,
    createdAt: now,
    updatedAt: now,
  };
  useSweeps.setState({ open: openSweepOf(stored, results), unreadableCells: [], problem: null });
  adoptSweep(sweep);
  try {
    await (await shelf()).put(stored, results);
    await refresh();
  } catch (error) {
    complain('The results are shown, but could not be kept', error);
  }
}

/**
 * Deletes a sweep with its cells and returns how to bring it back; null if it could not be deleted.
 */
export async function deleteSweep(id: string): Promise<(() => Promise<void>) | null> {
  const before = useSweeps.getState();
  if (before.underWay?.id === id || before.elsewhere.has(id)) return null;
  try {
    const restore = await (await shelf()).remove(id);
    if (before.open?.id === id) useSweeps.setState({ open: null, unreadableCells: [] });
    await refresh();
    tellOthers(id);
    return async () => {
      if (!(await restore()))
        complain(
          'The sweep was not brought back',
          new Error('It has been run again since, and stays as it is.'),
        );
      await refresh();
      if (before.open?.id === id) await showSweep(id);
      tellOthers(id);
    };
  } catch (error) {
    complain('The sweep could not be deleted', error);
    return null;
  }
}

/** Deletes a stored sweep that cannot be read, with its cells. */
export async function deleteUnreadableSweep(key: IDBValidKey): Promise<void> {
  try {
    await (await shelf()).remove(key);
    await refresh();
    tellOthers(String(key));
  } catch (error) {
    complain('The sweep could not be deleted', error);
  }
}

/** Deletes a stored cell that cannot be read, so that it can run here. */
export async function deleteCell(id: string, key: string): Promise<void> {
  try {
    await (await shelf()).removeCell(id, key);
    await cellsOfSweep(id);
    tellOthers(id);
  } catch (error) {
    complain('The cell could not be deleted', error);
  }
}
