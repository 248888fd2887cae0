/**
 * Takes an archive back into the stores. Nothing that is stored is replaced: what is there already
 * stays, and is named where the archive has it otherwise.
 */
import { readStoredRun } from '../records/checks/stored-run.ts';
import type { RunRecord } from '../records/record.ts';
import { interruption, type RunStore } from '../records/run-store.ts';
import { StorageError } from '../records/storage-error.ts';
import { shorten } from '../spec/value-text.ts';
import { cellsOf } from '../sweep/plan.ts';
import { readCell, readSweep } from '../sweep/shelf.ts';
import type { StoredSweep, SweepShelf } from '../sweep/sweep-shelf.ts';
import { decode } from './encoding.ts';
import { archiveFormat, archiveVersion } from './lines.ts';
import { sameValue } from './same-value.ts';

/** What came of an import. */
export interface Imported {
  readonly runs: number;
  readonly sweeps: number;
  readonly cells: number;
  /** Number of runs, sweeps and cells that were there already, just the same. */
  readonly same: number;
  /** What is stored under the same id but is not the same: it stays as it is stored. */
  readonly conflicts: readonly string[];
  /** What cannot be read, with the reason. */
  readonly refused: readonly string[];
}

/** What came of an import, and of the network that a zipped run started from. */
export interface Taken extends Imported {
  /** The name of that network where it was not here before, and whether it will stay. */
  readonly network: { readonly title: string; readonly kept: boolean } | null;
  /** The id of a zipped run. */
  readonly runId: string | null;
}

/** An error about a file that is no archive, or one that is cut off before anything of use. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

type Line = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Line =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks the first line. Throws {@link ArchiveError}. */
function checkHeader(text: string | undefined): void {
  let header: unknown = null;
  try {
    header = JSON.parse(text ?? '');
  } catch {}
  if (!isObject(header) || header.format !== archiveFormat)
    throw new ArchiveError('It is no export of Spikewise; choose the file that “Export everything” saved.');
  if (header.version !== archiveVersion)
    throw new ArchiveError(
      `It is of version ${shorten(String(header.version))}, and this Spikewise reads version ${archiveVersion}; import it with the Spikewise that wrote it.`,
    );
}

/**
 * Imports the lines of an archive. Throws {@link ArchiveError} when they are none, and a
 * StorageError when there is no room for more; what was imported before then stays.
 */
export async function importArchive(
  lines: AsyncIterable<string>,
  store: RunStore,
  shelf: SweepShelf,
): Promise<Imported> {
  const result = {
    runs: 0,
    sweeps: 0,
    cells: 0,
    same: 0,
    conflicts: [] as string[],
    refused: [] as string[],
  };
  const sweeps = new Map<string, StoredSweep>();
  let number = 0;

  const takeRun = async ({ run, network }: Line) => {
    const read = readStoredRun(run);
    if ('unreadable' in read) {
      const { name, key, reason } = read.unreadable;
      result.refused.push(`the run ${name ?? shorten(String(key))}: ${reason}`);
      return;
    }
    const bytes = network instanceof Uint8Array ? network : null;
    // Nobody computes it any more, wherever it came from.
    const ended = read.run.status === 'running' ? { ...read.run, ...interruption } : read.run;
    const record: RunRecord = { ...ended, network: bytes };
    if (await store.add(record)) {
      result.runs++;
      return;
    }
    const there = await store.get(record.id);
    if (there && sameValue(there, record)) result.same++;
    else result.conflicts.push(`the run “${shorten(record.name)}” of ${record.createdAt}`);
  };

  const takeSweep = async ({ sweep: given }: Line) => {
    const read = readSweep(given);
    if ('unreadable' in read) {
      result.refused.push(`the sweep ${shorten(String(read.unreadable.key))}: ${read.unreadable.reason}`);
      return;
    }
    const sweep = read.read;
    const before = await shelf.raw(sweep.id);
    const there = before && readSweep(before.sweep);
    if (there && !('read' in there && sameValue(there.read.sweep, sweep.sweep))) {
      result.conflicts.push(`the sweep ${shorten(sweep.id)}`);
      return;
    }
    sweeps.set(sweep.id, sweep);
    await shelf.add(sweep, []);
    if (there) result.same++;
    else result.sweeps++;
  };

  const takeCell = async ({ of, key, cell, network }: Line) => {
    const sweep = typeof of === 'string' ? sweeps.get(of) : undefined;
    if (!sweep || typeof key !== 'string') return;
    const at = `the cell ${shorten(key)} of the sweep ${shorten(sweep.id)}`;
    const read = readCell(key, cell);
    if ('unreadable' in read) {
      result.refused.push(`${at}: ${read.unreadable.reason}`);
      return;
    }
    const place = cellsOf(sweep.sweep).find((each) => each.key === read.read.key);
    if (!place || !sameValue(place.spec, read.read.spec)) {
      result.refused.push(`${at}: it is none of its cells`);
      return;
    }
    const bytes = network instanceof Uint8Array ? network : null;
    const added = await shelf.add(sweep, [{ result: read.read, network: bytes }]);
    if (added.length > 0) {
      result.cells++;
      return;
    }
    const stored = await shelf.rawCell(sweep.id, read.read.key);
    const there = stored && readCell(key, stored.result);
    const same = there && 'read' in there && sameValue([there.read, stored.network], [read.read, bytes]);
    if (same) result.same++;
    else result.conflicts.push(at);
  };

  for await (const text of lines) {
    if (number++ === 0) {
      checkHeader(text);
      continue;
    }
    if (text.trim() === '') continue;
    try {
      const line = decode(JSON.parse(text));
      if (!isObject(line)) throw new TypeError('it is no record');
      if ('run' in line) await takeRun(line);
      else if ('sweep' in line) await takeSweep(line);
      else if ('cell' in line) await takeCell(line);
      else throw new TypeError('it is neither a run nor a sweep');
    } catch (error) {
      if (error instanceof StorageError) throw error;
      result.refused.push(`line ${number}: it is cut off or damaged`);
    }
  }
  if (number === 0) checkHeader(undefined);
  return result;
}

/** Longest line in characters; a string has no room for many more. */
const longestLine = 2 ** 28;

/** Splits a stream of bytes into lines. Throws {@link ArchiveError} when one has no end. */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let parts: string[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    const text = done ? decoder.decode() : decoder.decode(value, { stream: true });
    const [first = '', ...rest] = text.split('\n');
    parts.push(first);
    length += first.length;
    if (length > longestLine) throw new ArchiveError('One of its lines is too long to be one of an export.');
    for (const next of rest) {
      yield parts.join('');
      parts = [next];
      length = next.length;
    }
    if (done) break;
  }
  if (length > 0) yield parts.join('');
}
