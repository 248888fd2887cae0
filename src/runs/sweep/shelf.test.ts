import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StorageError } from '../records/storage-error.ts';
import { presetSpec } from '../spec/spec.ts';
import { memoryShelf } from './memory-shelf.ts';
import { resultOf } from './outcome.ts';
import { cellsOf, parseSweep } from './plan.ts';
import { openShelf, type StoredSweep, type SweepShelf } from './shelf.ts';
import type { CellResult } from './sweep.ts';
import { reportOf } from './testing/report.ts';

const sweep = parseSweep({
  version: 1,
  base: presetSpec('first-look@2'),
  axes: [{ field: 'timeSteps', values: [1, 2, 4] }],
  seeds: 1,
});
const stored = (id: string, updatedAt = '2026-01-01T00:00:00.000Z'): StoredSweep => ({
  id,
  sweep,
  file: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt,
});
const results: CellResult[] = cellsOf(sweep).map(({ key, spec }) => ({
  key,
  spec,
  status: 'failed',
  failure: `no memory for ${key}`,
  outcome: null,
  report: null,
}));
const network = new Uint8Array([1, 2, 3]);

let count = 0;
let shelf: SweepShelf;

describe.each(['IndexedDB', 'memory'] as const)('sweeps in %s', (kind) => {
  beforeEach(async () => {
    shelf =
      kind === 'IndexedDB' ? await openShelf(`sweeps-${count++}`) : memoryShelf(new StorageError('none'));
  });
  afterEach(() => shelf.close());

  test('each cell is kept as it ends, with its network, under its own sweep', async () => {
    await shelf.put(stored('a'));
    await shelf.put(stored('b'));
    const [one, two] = results as [CellResult, CellResult];
    await shelf.store('a').save(one, network);
    await shelf.store('a').save(two, null);
    expect((await shelf.store('a').load()).toSorted((x, y) => (x.key < y.key ? -1 : 1))).toEqual([one, two]);
    expect(await shelf.results('b')).toEqual([]);
    expect(await shelf.network('a', one.key)).toEqual(network);
    expect(await shelf.network('a', two.key)).toBeNull();
    expect(await shelf.network('b', one.key)).toBeNull();
  });

  test('a cell that runs again replaces its result', async () => {
    await shelf.put(stored('a'));
    const [one] = results as [CellResult];
    await shelf.store('a').save(one, null);
    const again = { ...one, failure: 'another reason' };
    await shelf.store('a').save(again, null);
    expect(await shelf.results('a')).toEqual([again]);
  });

  test('the sweep that a cell was added to last comes first, with how many have ended', async () => {
    await shelf.put(stored('a'));
    await shelf.put(stored('b', '2026-02-01T00:00:00.000Z'));
    expect((await shelf.list()).sweeps.map(({ id }) => id)).toEqual(['b', 'a']);
    await shelf.store('a').save(results[0]!, null);
    const { sweeps: list } = await shelf.list();
    expect(list.map(({ id, ended }) => [id, ended])).toEqual([
      ['a', 1],
      ['b', 0],
    ]);
    expect(list[0]!.sweep).toEqual(sweep);
  });

  test('a results file comes with its cells', async () => {
    await shelf.put({ ...stored('file'), file: 'results.json' }, results);
    expect(await shelf.results('file')).toHaveLength(results.length);
  });

  test('deleting takes all of a sweep and nothing of another, and can be taken back', async () => {
    await shelf.put(stored('a'));
    await shelf.put(stored('b'));
    await shelf.store('a').save(results[0]!, network);
    await shelf.store('b').save(results[1]!, network);
    const restore = await shelf.remove('a');
    expect((await shelf.list()).sweeps.map(({ id }) => id)).toEqual(['b']);
    expect(await shelf.results('a')).toEqual([]);
    expect(await shelf.network('a', results[0]!.key)).toBeNull();
    expect(await shelf.results('b')).toHaveLength(1);
    expect(await restore()).toBe(true);
    expect(await shelf.results('a')).toEqual([results[0]]);
    expect(await shelf.network('a', results[0]!.key)).toEqual(network);
  });
});

test('a setting that came later is as the preset has it', async () => {
  const shelf = await openShelf('sweeps-old');
  const { cacheMegabytes: _, ...older } = sweep.base;
  await shelf.put({ ...stored('old'), sweep: { ...sweep, base: older as typeof sweep.base } });
  expect((await shelf.list()).sweeps[0]?.sweep.base).toEqual(sweep.base);
  shelf.close();
});

test('a cell from before a setting or a part of the outcome existed is brought up to date', async () => {
  const shelf = await openShelf('sweeps-old-cells');
  const [cell] = cellsOf(sweep);
  const now = resultOf(cell!, reportOf(cell!.spec, { test: 0.9, validation: 0.95 }));
  const { method: _, ...older } = now.spec;
  const { parametersTouched: __, ...less } = now.outcome!;
  const old = {
    ...now,
    spec: older,
    outcome: less,
    report: { ...now.report, spec: older },
  } as unknown as CellResult;
  await shelf.put(stored('old'), [old]);
  expect(await shelf.results('old')).toEqual([now]);
  expect(now.outcome!.parametersTouched).toBeGreaterThan(0);
  shelf.close();
});

describe('what cannot be read', () => {
  const broken = (change: object) => ({ ...stored('broken'), ...change }) as StoredSweep;

  test.each<[string, object, RegExp, boolean]>([
    ['a sweep without its grid', { sweep: undefined }, /a sweep must be an object/, false],
    ['a time that is a word', { updatedAt: 'soon' }, /it has no time/, false],
    ['a file that is a number', { file: 7 }, /its file has no name/, false],
    [
      'a method that is not known',
      { sweep: { ...sweep, base: { ...sweep.base, method: 'wavelets' } } },
      /method wavelets is not known here/,
      true,
    ],
  ])('%s is named, and hides no other', async (_, change, reason, newer) => {
    const shelf = await openShelf(`sweeps-broken-${count++}`);
    await shelf.put(stored('whole'));
    await shelf.put(broken(change));
    const { sweeps, unreadable } = await shelf.list();
    expect(sweeps.map(({ id }) => id)).toEqual(['whole']);
    expect(unreadable).toEqual([
      expect.objectContaining({ key: 'broken', newer, reason: expect.stringMatching(reason) }),
    ]);
    expect((await shelf.raw('broken'))?.sweep).toEqual(broken(change));
    const restore = await shelf.remove('broken');
    expect((await shelf.list()).unreadable).toEqual([]);
    await restore();
    expect((await shelf.list()).unreadable).toHaveLength(1);
    shelf.close();
  });

  test('a cell is named, and can be deleted alone', async () => {
    const shelf = await openShelf(`sweeps-broken-${count++}`);
    const [cell, other] = cellsOf(sweep);
    const whole = resultOf(cell!, reportOf(cell!.spec, { test: 0.9, validation: 0.95 }));
    const future = resultOf(other!, reportOf(other!.spec, { test: 0.9, validation: 0.95 }));
    const newer = { ...future, report: { ...future.report, version: 9 } } as unknown as CellResult;
    await shelf.put(stored('a'), [whole, newer]);
    expect((await shelf.results('a')).map(({ key }) => key)).toEqual([cell!.key]);
    expect((await shelf.cells('a')).unreadable).toEqual([
      { key: other!.key, name: other!.key, createdAt: null, newer: true, reason: expect.any(String) },
    ]);
    await shelf.removeCell('a', other!.key);
    expect((await shelf.cells('a')).unreadable).toEqual([]);
    shelf.close();
  });
});

test('a sweep that was run again since is not replaced by the one that was deleted', async () => {
  for (const shelf of [await openShelf(`sweeps-${count++}`), memoryShelf(null)]) {
    await shelf.put(stored('a'), [results[0]!]);
    const restore = await shelf.remove('a');
    await shelf.put(stored('a', '2026-05-01T00:00:00.000Z'), [results[1]!]);
    expect(await restore()).toBe(false);
    expect(await shelf.results('a')).toEqual([results[1]]);
    expect(await shelf.add(stored('a'), [{ result: results[0]!, network }])).toEqual([results[0]!.key]);
    expect(await shelf.add(stored('a'), [{ result: { ...results[1]!, failure: 'other' }, network }])).toEqual(
      [],
    );
    expect((await shelf.results('a')).map(({ failure }) => failure)).not.toContain('other');
    expect((await shelf.list()).sweeps[0]!.updatedAt).toBe('2026-05-01T00:00:00.000Z');
    shelf.close();
  }
});

test('a shelf that a newer Spikewise has set up is opened as it is', async () => {
  const name = `sweeps-${count++}`;
  const made = new Dexie(name);
  made
    .version(3)
    .stores({ sweeps: 'id', cells: '[sweep+key], sweep', networks: '[sweep+key], sweep', more: 'id' });
  await made.table('sweeps').put(stored('a'));
  made.close();
  const shelf = await openShelf(name);
  expect([shelf.problem, shelf.newer]).toEqual([null, true]);
  expect((await shelf.list()).sweeps).toHaveLength(1);
  shelf.close();
  const after = await new Dexie(name).open();
  expect([after.verno, after.tables.map((table) => table.name).sort()]).toEqual([
    3,
    ['cells', 'more', 'networks', 'sweeps'],
  ]);
  after.close();
});
