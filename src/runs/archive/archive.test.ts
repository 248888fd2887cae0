/** Tests that everything stored goes out into one file and comes back, with nothing replaced. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { memoryRunStore } from '../records/memory-store.ts';
import type { RunStore } from '../records/run-store.ts';
import { openRunStore } from '../records/storage.ts';
import { presetSpec } from '../spec/spec.ts';
import { memoryShelf } from '../sweep/memory-shelf.ts';
import { resultOf } from '../sweep/outcome.ts';
import { cellsOf, parseSweep } from '../sweep/plan.ts';
import { openShelf, type SweepShelf } from '../sweep/shelf.ts';
import { reportOf } from '../sweep/testing/report.ts';
import { finishedRecord } from '../testing/stored-run.ts';
import { allLines, runLines } from './lines.ts';
import { ArchiveError, importArchive, linesOf } from './read.ts';

const sweep = parseSweep({
  version: 1,
  base: presetSpec('first-look@2'),
  axes: [{ field: 'timeSteps', values: [1, 2] }],
  seeds: 1,
});
const at = '2026-01-01T00:00:00.000Z';
const stored = { id: 'a sweep', sweep, file: null, createdAt: at, updatedAt: at };
const cells = cellsOf(sweep).map((cell) => ({
  result: resultOf(cell, reportOf(cell.spec, { test: 0.9, validation: 0.91 })),
  network: new Uint8Array([4, 5]),
}));

let count = 0;
let store: RunStore;
let shelf: SweepShelf;

beforeEach(async () => {
  store = await openRunStore(`archive-${count}`);
  shelf = await openShelf(`archive-sweeps-${count++}`);
  await store.put(finishedRecord());
  await store.put({ ...finishedRecord({ id: 'left' }), status: 'running', report: null, network: null });
  await shelf.add(stored, cells);
});

async function textOf(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += line;
  return text;
}

const streamOf = (text: string) => linesOf(new Blob([text]).stream() as ReadableStream<Uint8Array>);

test('all of it comes back elsewhere, and a second time adds nothing', async () => {
  const text = await textOf(allLines(store, shelf));
  const [there, shelfThere] = [memoryRunStore(null), memoryShelf(null)];
  const first = await importArchive(streamOf(text), there, shelfThere);
  expect(first).toEqual({ runs: 2, sweeps: 1, cells: 2, same: 0, conflicts: [], refused: [] });
  expect(await there.get('a-run')).toEqual(await store.get('a-run'));
  // Nobody computes it any more.
  expect(await there.get('left')).toMatchObject({ status: 'interrupted' });
  expect((await shelfThere.list()).sweeps).toEqual((await shelf.list()).sweeps);
  expect(await shelfThere.results('a sweep')).toEqual(await shelf.results('a sweep'));
  expect(await shelfThere.network('a sweep', cells[0]!.result.key)).toEqual(cells[0]!.network);
  const second = await importArchive(streamOf(text), there, shelfThere);
  expect(second).toEqual({ runs: 0, sweeps: 0, cells: 0, same: 5, conflicts: [], refused: [] });
});

test('what is stored otherwise stays, and is named', async () => {
  const text = await textOf(allLines(store, shelf));
  const renamed = { ...finishedRecord(), name: 'mine' };
  await store.put(renamed);
  const [{ result }] = cells as [(typeof cells)[number]];
  await shelf.store('a sweep').save(result, new Uint8Array([9]));
  const { runs, conflicts } = await importArchive(streamOf(text), store, shelf);
  expect(runs).toBe(0);
  expect(conflicts).toEqual([
    'the run “preset settings” of 2026-01-02T03:04:05.000Z',
    // The one that was left is interrupted by the import, and still running here.
    'the run “preset settings” of 2026-01-02T03:04:05.000Z',
    `the cell ${result.key} of the sweep a sweep`,
  ]);
  expect((await store.get('a-run'))?.name).toBe('mine');
});

test('a record that cannot be read is exported as it is, and refused by its reason', async () => {
  const damaged = { ...finishedRecord(), id: 'damaged', createdAt: 'soon', status: 'finished' as const };
  await store.put(damaged);
  const text = await textOf(runLines(store, ['damaged', 'not there']));
  expect(text.split('\n')).toHaveLength(3);
  const result = await importArchive(streamOf(text), memoryRunStore(null), memoryShelf(null));
  expect(result.refused).toEqual(['the run preset settings: createdAt: must be a time in ISO 8601']);
});

describe('a file that is none', () => {
  test.each([
    ['', /no export of Spikewise/],
    ['{"format":"spikewise-sweep"}', /no export of Spikewise/],
    ['{"format":"spikewise-archive","version":9}\n', /of version 9, and this Spikewise reads version 1/],
  ])('%j is refused with what to do', async (text, words) => {
    const reading = importArchive(streamOf(text), store, shelf);
    await expect(reading).rejects.toThrow(ArchiveError);
    await expect(reading).rejects.toThrow(words);
  });

  test('cut off or damaged anywhere, the rest of it is taken and the damage named', async () => {
    const text = await textOf(allLines(store, shelf));
    const header = text.indexOf('\n') + 1;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: header, max: text.length - 1 }),
        fc.option(fc.string({ minLength: 1, maxLength: 3 })),
        async (place, junk) => {
          const broken =
            junk === null ? text.slice(0, place) : text.slice(0, place) + junk + text.slice(place + 1);
          const there = memoryRunStore(null);
          const result = await importArchive(streamOf(broken), there, memoryShelf(null));
          expect((await there.list()).runs).toHaveLength(result.runs);
        },
      ),
      { numRuns: 60 },
    );
  });
});
