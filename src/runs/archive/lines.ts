/**
 * The lines of an archive: one file that holds everything a browser keeps, a JSON value a line, so
 * that neither writing nor reading it takes the memory of the whole.
 */
import { engineRevision } from '../../engine/revision.ts';
import type { RunRecord } from '../records/record.ts';
import type { RunStore } from '../records/run-store.ts';
import type { SweepShelf } from '../sweep/sweep-shelf.ts';
import { encode } from './encoding.ts';

export const archiveFormat = 'spikewise-archive';
export const archiveVersion = 1;

/** A line of an archive, decoded. The first line is its header. */
export type ArchiveLine =
  | { readonly run: unknown; readonly network: unknown }
  | { readonly sweep: unknown }
  | { readonly of: unknown; readonly key: unknown; readonly cell: unknown; readonly network: unknown };

const lineOf = (value: unknown) => `${JSON.stringify(encode(value))}\n`;

function headerLine(exportedAt: string): string {
  const header = { format: archiveFormat, version: archiveVersion, engine: engineRevision, exportedAt };
  return `${JSON.stringify(header)}\n`;
}

/** Yields the lines of these runs alone, as they are stored, whether they can be read or not. */
export async function* runLines(store: RunStore, keys: readonly IDBValidKey[]): AsyncGenerator<string> {
  yield headerLine(new Date().toISOString());
  yield* linesOfRuns(store, keys);
}

/** Yields the lines of a run that is stored nowhere yet. */
export async function* recordLines({ network, ...run }: RunRecord): AsyncGenerator<string> {
  yield headerLine(new Date().toISOString());
  yield lineOf({ run, network });
}

/** Yields the lines of these sweeps alone, with all their cells. */
export async function* sweepLines(shelf: SweepShelf, keys: readonly IDBValidKey[]): AsyncGenerator<string> {
  yield headerLine(new Date().toISOString());
  yield* linesOfSweeps(shelf, keys);
}

/** Yields the lines of everything that is stored. */
export async function* allLines(store: RunStore, shelf: SweepShelf): AsyncGenerator<string> {
  yield headerLine(new Date().toISOString());
  yield* linesOfRuns(store, await store.keys());
  yield* linesOfSweeps(shelf, await shelf.keys());
}

async function* linesOfRuns(store: RunStore, keys: readonly IDBValidKey[]): AsyncGenerator<string> {
  for (const key of keys) {
    const raw = await store.raw(key);
    if (raw) yield lineOf(raw);
  }
}

async function* linesOfSweeps(shelf: SweepShelf, keys: readonly IDBValidKey[]): AsyncGenerator<string> {
  for (const of of keys) {
    const raw = await shelf.raw(of);
    if (!raw) continue;
    yield lineOf({ sweep: raw.sweep });
    for (const key of raw.cells) {
      const stored = await shelf.rawCell(of, key);
      if (stored) yield lineOf({ of, key, cell: stored.result, network: stored.network });
    }
  }
}
