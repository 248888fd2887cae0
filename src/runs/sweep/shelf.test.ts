import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StorageError } from '../records/storage-error.ts';
import { presetSpec } from '../spec/spec.ts';
import { resultOf } from './outcome.ts';
import { cellsOf, parseSweep } from './plan.ts';
import { memoryShelf, openShelf, type StoredSweep, type SweepShelf } from './shelf.ts';
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
    expect((await shelf.list()).map(({ id }) => id)).toEqual(['b', 'a']);
    await shelf.store('a').save(results[0]!, null);
    const list = await shelf.list();
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
    expect((await shelf.list()).map(({ id }) => id)).toEqual(['b']);
    expect(await shelf.results('a')).toEqual([]);
    expect(await shelf.network('a', results[0]!.key)).toBeNull();
    expect(await shelf.results('b')).toHaveLength(1);
    await restore();
    expect(await shelf.results('a')).toEqual([results[0]]);
    expect(await shelf.network('a', results[0]!.key)).toEqual(network);
  });
});

test('a setting that came later is as the preset has it', async () => {
  const shelf = await openShelf('sweeps-old');
  const { cacheMegabytes: _, ...older } = sweep.base;
  await shelf.put({ ...stored('old'), sweep: { ...sweep, base: older as typeof sweep.base } });
  expect((await shelf.list())[0]?.sweep.base).toEqual(sweep.base);
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
