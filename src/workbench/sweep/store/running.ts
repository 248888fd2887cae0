/** Starts a sweep, steers it, and takes its events into the state. */

import type { UnreadableRecord } from '../../../runs/records/run-store.ts';
import { createSweepControl, type SweepDesk } from '../../../runs/sweep/control.ts';
import { runSweep } from '../../../runs/sweep/queue.ts';
import type { StoredSweep } from '../../../runs/sweep/shelf.ts';
import type { SweepEvent, SweepSpec, SweepStore } from '../../../runs/sweep/sweep.ts';
import { SweepError } from '../../../runs/sweep/sweep-error.ts';
import { siteFolder } from '../../clients/site-folder.ts';
import { shelf } from '../../store/kept/shelf.ts';
import { missingDataWords } from '../../store/presence.ts';
import { useWorkbench } from '../../store/store.ts';
import { ownSweep, tellOthers } from './owner.ts';
import { cellRunner } from './run-cell.ts';
import { complain, useSweeps } from './state.ts';
import { cellsOfSweep, openSweepOf, refresh, sweepId } from './sweeps.ts';

let control: SweepDesk | null = null;
let starting = false;

/** Returns the store with a `save` that tells the other tabs of every cell that is kept. */
function telling(store: SweepStore, id: string): SweepStore {
  return {
    load: () => store.load(),
    save: async (result, network) => {
      await store.save(result, network);
      tellOthers(id);
    },
  };
}

function take(id: string, event: SweepEvent): void {
  useSweeps.setState((state) => {
    const { underWay, open } = state;
    if (underWay?.id !== id) return state;
    switch (event.type) {
      case 'cellBegan':
        return { underWay: { ...underWay, cells: new Map(underWay.cells).set(event.key, null) } };
      case 'cellProgress':
        return { underWay: { ...underWay, cells: new Map(underWay.cells).set(event.key, event.progress) } };
      case 'cellEnded': {
        const cells = new Map(underWay.cells);
        cells.delete(event.result.key);
        const failed = underWay.failed + (event.result.status === 'failed' ? 1 : 0);
        const ended = { underWay: { ...underWay, cells, failed } };
        if (open?.id !== id) return ended;
        return {
          ...ended,
          open: { ...open, results: new Map(open.results).set(event.result.key, event.result) },
        };
      }
      case 'sweepEta':
        return { underWay: { ...underWay, eta: { seconds: event.seconds, at: Date.now() } } };
      case 'sweepPaused':
        return { underWay: { ...underWay, paused: true } };
      case 'sweepResumed':
        return { underWay: { ...underWay, paused: false } };
      case 'sweepBegan':
      case 'sweepEnded':
        return state;
    }
  });
  if (event.type === 'sweepBegan')
    useWorkbench.setState({ sweepUnderWay: { ended: event.kept.length, cells: event.cells.length } });
  if (event.type === 'cellEnded') void refresh().catch(() => {});
  if (event.type === 'cellEnded')
    useWorkbench.setState(({ sweepUnderWay: at }) => ({
      sweepUnderWay: at && { ...at, ended: at.ended + 1 },
    }));
}

/**
 * Throws when some of what is stored under a sweep is of a newer Spikewise: to run it here would
 * replace that. What is damaged is computed anew.
 */
function refuseNewer(unreadable: readonly UnreadableRecord[]): void {
  const newer = unreadable.filter((record) => record.newer);
  if (newer.length === 0) return;
  const cells = newer.length === 1 ? 'a record' : `${newer.length} records`;
  throw new SweepError([
    `${cells} of this sweep cannot be read and would be replaced: ${newer[0]!.reason}. Run it there, or delete what cannot be read first.`,
  ]);
}

/** Throws where the sweep's data are not at hand: each of its cells would fail. */
function refuseMissing({ base }: SweepSpec): void {
  const missing = missingDataWords({ ...useWorkbench.getState(), spec: base });
  if (missing) throw new SweepError([missing]);
}

/**
 * Runs the cells of a sweep that are left: all of them, or from where an earlier session stopped.
 * Does nothing but refresh the list when another tab runs it.
 */
export async function startSweep(sweep: SweepSpec, parallel: number): Promise<void> {
  if (starting || useSweeps.getState().underWay) return;
  starting = true;
  const id = sweepId(sweep);
  let giveUp: (() => void) | null = null;
  try {
    refuseMissing(sweep);
    giveUp = await ownSweep(id);
    if (!giveUp) {
      await refresh();
      return;
    }
    const kept = await shelf();
    const { sweeps, unreadable } = await kept.list();
    refuseNewer([...unreadable.filter(({ key }) => key === id), ...(await kept.cells(id)).unreadable]);
    const known = sweeps.find((stored) => stored.id === id);
    const now = new Date().toISOString();
    const stored: StoredSweep = {
      id,
      sweep,
      file: null,
      createdAt: known?.createdAt ?? now,
      updatedAt: now,
    };
    await kept.put(stored);
    const open = openSweepOf(stored, await cellsOfSweep(id));
    useSweeps.setState({
      open,
      problem: null,
      underWay: { id, parallel, paused: false, cancelling: false, eta: null, failed: 0, cells: new Map() },
    });
    tellOthers(id);
    await refresh();
    control = createSweepControl();
    await runSweep(
      sweep,
      { store: telling(kept.store(id), id), runCell: cellRunner(siteFolder()), parallel },
      control,
      (event) => take(id, event),
    );
  } catch (error) {
    complain('The sweep stopped; the cells that ended before are kept', error);
  } finally {
    starting = false;
    control = null;
    giveUp?.();
    useSweeps.setState({ underWay: null });
    useWorkbench.setState({ sweepUnderWay: null });
    tellOthers(id);
    await refresh().catch(() => {});
  }
}

export function pauseSweep(): void {
  control?.pause();
}

export function resumeSweep(): void {
  control?.resume();
}

export function cancelSweep(): void {
  useSweeps.setState(({ underWay }) => ({ underWay: underWay && { ...underWay, cancelling: true } }));
  control?.cancel();
}
