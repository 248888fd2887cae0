/**
 * Tests that damaged files of version 1 are upgraded or refused with words: none throws anything
 * else.
 */
import 'fake-indexeddb/auto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readCheckpoint } from '../../../src/exchange/checkpoint.ts';
import { ExchangeError } from '../../../src/exchange/error.ts';
import { readNetworkFile } from '../../../src/exchange/network-file.ts';
import { parseNotation } from '../../../src/networks/notation.ts';
import { decodeLink, encodeLink } from '../../../src/runs/link/link.ts';
import { parseReport, ReportError } from '../../../src/runs/records/checks/report-schema.ts';
import { readableRun } from '../../../src/runs/records/checks/stored-run.ts';
import { metricsCsv, reportJson } from '../../../src/runs/records/export.ts';
import { openRunStore } from '../../../src/runs/records/storage.ts';
import { runName } from '../../../src/runs/spec/run-name.ts';
import { parseSpec, presetSpec, SpecError } from '../../../src/runs/spec/spec.ts';
import { outcomeOf } from '../../../src/runs/sweep/outcome.ts';
import { cellsOf } from '../../../src/runs/sweep/plan.ts';
import { openShelf } from '../../../src/runs/sweep/shelf.ts';
import { SweepError } from '../../../src/runs/sweep/sweep-error.ts';
import { readSweepFile } from '../../../src/runs/sweep/sweep-file.ts';
import { summaryCsv, tableCsv } from '../../../src/runs/sweep/table.ts';
import { taskOf } from '../../../src/tasks/index.ts';
import { sweepIn } from '../../sweep/folder.ts';
import { damaged, damagedBytes, damagedText, diceOf, withDamagedHeader } from './mutate.ts';
import { type Any, bytesOf, databases, jsonOf, namesIn, rawRows, restore, rowsOf, textOf } from './read.ts';

/** Most milliseconds to read a damaged file: none is worth more of a person's time. */
const patience = 5000;

type Kind = new (...parameters: never[]) => Error;

/**
 * Reads `count` damaged files, each under its own seed, and returns how many were taken. `read`
 * throws for one that it refuses; anything but an error of these kinds fails, and so does one
 * without words.
 */
async function readAll(
  count: number,
  read: (seed: number) => unknown,
  refusals: readonly Kind[],
): Promise<{ taken: number; refused: number }> {
  let taken = 0;
  for (let seed = 1; seed <= count; seed++) {
    const began = performance.now();
    try {
      await read(seed);
      taken++;
    } catch (error) {
      if (!refusals.some((kind) => error instanceof kind))
        throw new Error(`seed ${seed}: ${(error as Error).stack}`, { cause: error });
      expect((error as Error).message.length, `seed ${seed}`).toBeGreaterThan(10);
      // The message names the problem instead of showing the whole file.
      expect((error as Error).message.length, `seed ${seed}`).toBeLessThan(10_000);
    }
    expect(performance.now() - began, `seed ${seed}`).toBeLessThan(patience);
  }
  return { taken, refused: count - taken };
}

/** Expects both outcomes: damage that is never noticed would mean that nothing is checked. */
function expectBoth({ taken, refused }: { taken: number; refused: number }): void {
  expect(taken).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
}

const runDatabases = databases().filter(({ name }) => name === 'spikewise');
const [sweepDatabase] = databases().filter(({ name }) => name === 'spikewise-sweeps');

const folder = await mkdtemp(path.join(tmpdir(), 'spikewise-mutated-'));
afterAll(() => rm(folder, { recursive: true }));

class Skipped extends Error {}

test('250 stored runs', async () => {
  const rows = () => runDatabases.flatMap((dump) => rowsOf(dump, 'runs'));
  const read = (seed: number) => {
    const dice = diceOf(seed);
    const run = readableRun(damaged(dice.pick(rows()), dice));
    if (!run) throw new Skipped('skipped, and left as it is');
    runName(run.spec, presetSpec(run.spec.preset));
    encodeLink(run.spec);
    metricsCsv(run.epochs, taskOf(run.spec.task));
    if (run.report) outcomeOf(run.report);
    expect(readableRun(run)).toEqual(run);
  };
  expectBoth(await readAll(250, read, [Skipped]));
});

test('100 databases with a damaged row open, and keep what they cannot read', async () => {
  const read = async (seed: number) => {
    const dice = diceOf(seed);
    const dump = dice.pick(runDatabases);
    const unlucky = dice.pick(rowsOf(dump, 'runs')).id;
    const name = `mutated-${seed}`;
    await restore(dump, name, (row, store) => {
      if (store !== 'runs' || row.id !== unlucky) return row;
      // Without a key it could not have been stored.
      return { ...damaged(row, dice), id: unlucky };
    });
    const before = await rawRows(name, 'runs');
    const store = await openRunStore(name);
    expect(store.problem).toBeNull();
    const { runs: listed, unreadable } = await store.list();
    expect(unreadable.map(({ key }) => key)).toEqual(
      before.map(({ id }) => id).filter((id) => !listed.some((run) => run.id === id)),
    );
    for (const { id } of before) {
      const run = await store.get(id);
      expect(run !== null).toBe(listed.some((summary) => summary.id === id));
      if (id !== unlucky) expect(run).not.toBeNull();
    }
    store.close();
    const after = await rawRows(name, 'runs');
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    if (listed.length === before.length) return;
    const at = before.findIndex(({ id }) => id === unlucky);
    expect(after[at]).toEqual(before[at]);
    throw new Skipped('skipped, and left as it is');
  };
  expectBoth(await readAll(100, read, [Skipped]));
});

test('100 shelves of sweeps', async () => {
  const read = async (seed: number) => {
    const dice = diceOf(seed);
    const name = `mutated-shelf-${seed}`;
    const which = dice.pick(['sweeps', 'cells']);
    await restore(sweepDatabase!, name, (row, store) => {
      if (store !== which) return row;
      const { id, sweep, key } = row;
      const changed = damaged(row, dice);
      return store === 'sweeps' ? { ...changed, id } : { ...changed, sweep, key };
    });
    const shelf = await openShelf(name);
    expect(shelf.problem).toBeNull();
    const { sweeps: list } = await shelf.list();
    let results = 0;
    for (const { id, sweep } of list) {
      const cells = await shelf.results(id);
      results += cells.length;
      cellsOf(sweep);
      tableCsv({ sweep, results: cells });
      summaryCsv({ sweep, results: cells });
      for (const { key } of cells) await shelf.network(id, key);
    }
    shelf.close();
    if (list.length < 3 || results < 4) throw new Skipped('skipped, and left as it is');
  };
  expectBoth(await readAll(100, read, [Skipped]));
});

test('200 reports', async () => {
  const names = namesIn('reports');
  const read = (seed: number) => {
    const dice = diceOf(seed);
    const report = parseReport(damaged(jsonOf(`reports/${dice.pick(names)}/report.json`), dice));
    outcomeOf(report);
    metricsCsv(report.epochs, taskOf(report.spec.task));
    expect(parseReport(JSON.parse(reportJson(report)))).toEqual(report);
  };
  expectBoth(await readAll(200, read, [ReportError, SpecError]));
});

test('100 results files of sweeps', async () => {
  const read = (seed: number) => {
    const dice = diceOf(seed);
    const name = dice.pick(['sweep', 'sweep-failed']);
    const text =
      dice.roll(4) === 0
        ? damagedText(textOf(`${name}/results.json`), dice)
        : JSON.stringify(damaged(jsonOf(`${name}/results.json`), dice));
    const read = readSweepFile(text);
    tableCsv(read);
    summaryCsv(read);
  };
  expectBoth(await readAll(100, read, [SweepError]));
});

test('100 folders of sweeps', async () => {
  const read = async (seed: number) => {
    const dice = diceOf(seed);
    const name = dice.pick(['sweep', 'sweep-failed']);
    const text =
      dice.roll(3) === 0
        ? damagedText(textOf(`${name}/sweep.json`), dice)
        : JSON.stringify(damaged(dice.pick([jsonOf(`${name}/sweep.json`), [null], { base: 1 }]), dice));
    await writeFile(path.join(folder, 'sweep.json'), text);
    cellsOf((await sweepIn(folder))!);
  };
  expectBoth(await readAll(100, read, [SweepError]));
});

test('200 networks and checkpoints', async () => {
  const names = namesIn('networks').filter((name) => name.endsWith('.safetensors'));
  const expected = jsonOf('networks/expected.json');
  const read = (seed: number) => {
    const dice = diceOf(seed);
    const name = dice.pick(names);
    const bytes = bytesOf(`networks/${name}`);
    const wrong = dice.roll(2) === 0 ? damagedBytes(bytes, dice) : withDamagedHeader(bytes, dice);
    if (name.startsWith('pretrained')) readCheckpoint(wrong, parseNotation(expected[name].notation));
    else readNetworkFile(wrong);
  };
  expectBoth(await readAll(200, read, [ExchangeError]));
});

test('250 links are read as something that can run', async () => {
  const hashes: string[] = jsonOf('links.json').links.flatMap(({ hash }: Any) => hash ?? []);
  const read = (seed: number) => {
    const dice = diceOf(seed);
    let text = dice.pick(hashes);
    for (let i = dice.roll(3); i >= 0; i--) text = damagedText(text, dice);
    const { spec, sweep, problems } = decodeLink(text);
    parseSpec(spec);
    if (sweep) cellsOf(sweep);
    for (const { key, message } of problems)
      expect([typeof key, typeof message]).toEqual(['string', 'string']);
  };
  expect(await readAll(250, read, [])).toEqual({ taken: 250, refused: 0 });
});
