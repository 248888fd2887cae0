/**
 * The page's state of sweeps: those that are kept, the one on screen and the one under way in this
 * tab.
 */
import { create } from 'zustand';
import type { UnreadableRecord } from '../../../runs/records/run-store.ts';
import type { ShelvedSweep } from '../../../runs/sweep/shelf.ts';
import type { CellProgress, CellResult, SweepCell, SweepSpec } from '../../../runs/sweep/sweep.ts';

export interface OpenSweep {
  readonly id: string;
  readonly sweep: SweepSpec;
  readonly cells: readonly SweepCell[];
  /** Name of the results file it came from; null if it runs or ran here. */
  readonly file: string | null;
  readonly createdAt: string;
  readonly results: ReadonlyMap<string, CellResult>;
}

export interface SweepUnderWay {
  readonly id: string;
  readonly parallel: number;
  readonly paused: boolean;
  readonly cancelling: boolean;
  /** Seconds left, and the time of that estimate in milliseconds of the page's clock. */
  readonly eta: { readonly seconds: number; readonly at: number } | null;
  /** Number of cells that failed in this session. */
  readonly failed: number;
  /** Cells that run now, by key, with their progress. */
  readonly cells: ReadonlyMap<string, CellProgress | null>;
}

export interface SweepsState {
  /** False until the stored sweeps have been read. */
  readonly loaded: boolean;
  readonly stored: readonly ShelvedSweep[];
  /** Stored sweeps that are damaged, or of a newer Spikewise. */
  readonly unreadable: readonly UnreadableRecord[];
  /** Cells of the open sweep that are damaged, or of a newer Spikewise. */
  readonly unreadableCells: readonly UnreadableRecord[];
  readonly open: OpenSweep | null;
  readonly underWay: SweepUnderWay | null;
  /** Ids of sweeps that other tabs run. */
  readonly elsewhere: ReadonlySet<string>;
  /** The last problem with keeping, reading or running sweeps. */
  readonly problem: { readonly title: string; readonly messages: readonly string[] } | null;
  /** Cells to run at once, or null for as many as suit the machine. */
  readonly atOnce: number | null;
}

export const useSweeps = create<SweepsState>()(() => ({
  loaded: false,
  stored: [],
  unreadable: [],
  unreadableCells: [],
  open: null,
  underWay: null,
  elsewhere: new Set(),
  problem: null,
  atOnce: null,
}));

export function complain(title: string, error: unknown): void {
  const problems = (error as { problems?: unknown }).problems;
  const messages = Array.isArray(problems)
    ? problems.map(String)
    : [error instanceof Error ? error.message : String(error)];
  useSweeps.setState({ problem: { title, messages } });
}
