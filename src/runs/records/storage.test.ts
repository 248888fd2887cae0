import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { presetSpec } from '../spec/spec.ts';
import { finishedRecord } from '../testing/stored-run.ts';
import { memoryRunStore } from './memory-store.ts';
import { beginRecord, type RunRecord } from './record.ts';
import type { EpochRow } from './report.ts';
import { openRunStore, type RunStore, StorageError } from './storage.ts';

const record = (id: string, change: Partial<RunRecord> = {}): RunRecord => ({
  ...beginRecord(id, presetSpec('first-look@1'), '2024-01-01T00:00:00Z'),
  ...change,
});
const network = new Uint8Array([1, 2, 3]);
const rows: readonly EpochRow[] = [
  {
    stage: 1,
    layer: 'conv1',
    epoch: 0,
    learningRate: null,
    trainLoss: null,
    validation: { loss: 0.5, accuracy: 0.7 },
    test: null,
    patienceCounter: 0,
    seconds: 1,
  },
];
const nobody = () => false;

let count = 0;
let name = '';
let store: RunStore;

describe.each(['IndexedDB', 'memory'] as const)('runs in %s', (kind) => {
  beforeEach(async () => {
    name = `runs-${count++}`;
    store = kind === 'IndexedDB' ? await openRunStore(name) : memoryRunStore(new StorageError('no storage'));
  });
  afterEach(() => store.close());

  test('what is put is got, replaced and removed', async () => {
    const one = record('a', { network, epochs: rows });
    await store.put(one);
    expect(await store.get('a')).toEqual(one);
    const two: RunRecord = { ...one, status: 'finished', network: new Uint8Array([9]) };
    await store.put(two);
    expect(await store.get('a')).toEqual(two);
    await store.put({ ...two, network: null });
    expect((await store.get('a'))?.network).toBeNull();
    await store.remove('a');
    expect(await store.get('a')).toBeNull();
    expect(await store.list()).toEqual({ runs: [], unreadable: [] });
    await store.remove('a');
  });

  test('a run is added only where there is none of its id', async () => {
    const old = record('a', { network });
    expect(await store.add(old)).toBe(true);
    await store.put({ ...old, status: 'finished' });
    expect(await store.add({ ...old, name: 'the old copy' })).toBe(false);
    const { network: _, ...summary } = (await store.get('a'))!;
    expect([summary.status, summary.name]).toEqual(['finished', old.name]);
    expect(await store.summary('a')).toEqual(summary);
    expect(await store.raw('a')).toEqual({ run: summary, network });
    expect([await store.summary('b'), await store.raw('b')]).toEqual([null, null]);
    expect(await store.keys()).toEqual(['a']);
  });

  test('the newest run is listed first, without its network', async () => {
    await store.put(record('a', { createdAt: '2024-01-01T00:00:00Z', network }));
    await store.put(record('c', { createdAt: '2024-03-01T00:00:00Z' }));
    await store.put(record('b', { createdAt: '2024-03-01T00:00:00Z' }));
    const { runs } = await store.list();
    expect(runs.map((run) => run.id)).toEqual(['b', 'c', 'a']);
    expect(runs[2]).not.toHaveProperty('network');
  });

  test('a run that nobody computes any more is interrupted, with its curves and network', async () => {
    await store.put(record('left', { network, epochs: rows }));
    await store.put(record('elsewhere'));
    await store.put(record('done', { status: 'finished' }));
    expect(await store.markInterrupted((id) => id === 'elsewhere')).toEqual(['left']);
    expect(await store.get('left')).toMatchObject({ status: 'interrupted', epochs: rows, network });
    expect((await store.get('left'))?.failure).toMatch(/closed or reloaded/);
    expect((await store.get('elsewhere'))?.status).toBe('running');
    expect((await store.get('done'))?.status).toBe('finished');
    expect(await store.markInterrupted((id) => id === 'elsewhere')).toEqual([]);
  });
});

describe('IndexedDB', () => {
  beforeEach(async () => {
    name = `runs-${count++}`;
    store = await openRunStore(name);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    store.close();
  });

  test('runs survive a reload, typed arrays and all', async () => {
    expect(store.problem).toBeNull();
    const one = record('a', { network, epochs: rows });
    await store.put(one);
    store.close();
    store = await openRunStore(name);
    await store.markInterrupted(nobody);
    expect(await store.get('a')).toMatchObject({ network, epochs: rows, status: 'interrupted' });
  });

  test('a network that was stored as an array is read as well', async () => {
    await store.put(record('a', { network }));
    const older = await new Dexie(name).open();
    await older.table('networks').put({ id: 'a', bytes: new Uint8Array([7, 8]) });
    older.close();
    expect((await store.get('a'))?.network).toEqual(new Uint8Array([7, 8]));
  });

  test('runs from before the hardware limits had none', async () => {
    await store.put(record('a'));
    store.close();
    await Dexie.delete(name);
    const older = new Dexie(name);
    older.version(2).stores({ runs: 'id', networks: 'id' });
    const { weightBits, weightLevels, weightScope, fanIn, ...spec } = presetSpec('first-look@1');
    await older.table('runs').put({ ...record('a'), spec: { ...spec, timeSteps: 3 } });
    older.close();
    store = await openRunStore(name);
    expect((await store.get('a'))?.spec).toEqual({ ...presetSpec('first-look@1'), timeSteps: 3 });
    expect([weightBits, weightLevels, weightScope, fanIn]).toEqual(['float', '', 'channel', 'none']);
  });

  test('runs from before the methods are of progressive tandem learning', async () => {
    await store.put(record('a'));
    store.close();
    await Dexie.delete(name);
    const older = new Dexie(name);
    older.version(3).stores({ runs: 'id', networks: 'id' });
    const { method, inputCoding, reset, leak, decoding, thresholdFrom, ...most } = presetSpec('first-look@1');
    const { surrogateShape, surrogateWidth, quantisationSteps, ...spec } = most;
    await older.table('runs').put({ ...record('a'), spec: { ...spec, patience: 3 } });
    older.close();
    store = await openRunStore(name);
    expect((await store.get('a'))?.spec).toEqual({ ...presetSpec('first-look@1'), patience: 3 });
    expect([method, inputCoding, reset, leak, decoding]).toEqual(['ptl', 'auto', 'soft', 1, 'potential']);
    expect([thresholdFrom, surrogateShape, surrogateWidth, quantisationSteps]).toEqual([
      'hybrid',
      'rectangle',
      1,
      8,
    ]);
  });

  test('an unchanged network is not written again', async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const writes = () => put.mock.contexts.map((context) => (context as IDBObjectStore).name);
    await store.put(record('a', { network }));
    expect(writes()).toEqual(['runs', 'networks']);
    await store.put(record('a', { network, epochs: rows }));
    expect(writes()).toEqual(['runs', 'networks', 'runs']);
    await store.put(record('a', { network: new Uint8Array(2) }));
    expect(writes()).toEqual(['runs', 'networks', 'runs', 'runs', 'networks']);
  });

  test('a full storage is told in words, and what was stored is not lost', async () => {
    await store.put(record('a', { network, name: 'Ns 16' }));
    const real = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (this.name === 'networks') throw new DOMException('full', 'QuotaExceededError');
      return real.apply(this, args);
    });
    const full = store.put(record('a', { network: new Uint8Array(9), name: 'Ns 16', epochs: rows }));
    await expect(full).rejects.toThrow(StorageError);
    await expect(full).rejects.toThrow(
      'Could not store the run “Ns 16”: the browser’s storage for this site is full',
    );
    vi.restoreAllMocks();
    expect(await store.get('a')).toEqual(record('a', { network, name: 'Ns 16' }));
    // The failed network is written when there is room again.
    await store.put(record('a', { network: new Uint8Array(9) }));
    expect((await store.get('a'))?.network).toEqual(new Uint8Array(9));
  });

  test('a closed store rejects in words', async () => {
    store.close();
    await expect(store.list()).rejects.toThrow(/^Could not list the stored runs: .*reload the page/);
  });

  test('a database that a newer page has extended still opens', async () => {
    store.close();
    const newer = new Dexie(name);
    newer.version(7).stores({ runs: 'id', networks: 'id', more: 'id' });
    await newer.open();
    newer.close();
    store = await openRunStore(name);
    await store.put(record('a'));
    expect(await store.get('a')).toEqual(record('a'));
  });

  test('a database of a newer page is opened as it is, and said to be one', async () => {
    store.close();
    await Dexie.delete(name);
    const newer = new Dexie(name);
    newer.version(7).stores({ runs: 'id', networks: 'id', plots: 'id', more: 'id' });
    const left = { ...record('left'), later: 1 };
    await newer.table('runs').put(left);
    newer.close();
    store = await openRunStore(name);
    expect([store.problem, store.newer]).toEqual([null, true]);
    expect(await store.markInterrupted(nobody)).toEqual(['left']);
    expect((await store.list()).runs).toMatchObject([{ status: 'interrupted' }]);
    expect((await store.get('left'))?.status).toBe('interrupted');
    store.close();
    const after = await new Dexie(name).open();
    expect(after.verno).toBe(7);
    const { network: _, ...untouched } = left;
    expect(await after.table('runs').toArray()).toEqual([{ ...untouched, network: null }]);
    after.close();
    store = await openRunStore(name);
  });

  test('a newer page that keeps runs elsewhere leaves a store in memory, and its own as it is', async () => {
    store.close();
    await Dexie.delete(name);
    const newer = new Dexie(name);
    newer.version(9).stores({ experiments: 'id' });
    await newer.open();
    newer.close();
    store = await openRunStore(name);
    expect(store.problem?.message).toMatch(
      /^Could not open the stored runs: a newer Spikewise has moved them/,
    );
    const after = await new Dexie(name).open();
    expect([after.verno, after.tables.map((table) => table.name)]).toEqual([9, ['experiments']]);
    after.close();
  });

  test('an upgrade leaves out a damaged record and goes on with the others', async () => {
    store.close();
    await Dexie.delete(name);
    const older = new Dexie(name);
    older.version(4).stores({ runs: 'id', networks: 'id' });
    const { network: _, ...whole } = record('whole');
    const { spec: __, ...damaged } = { ...whole, id: 'damaged', createdAt: 'soon' };
    await older.table('runs').bulkPut([whole, damaged, { id: 5 }]);
    older.close();
    store = await openRunStore(name);
    const { runs, unreadable } = await store.list();
    expect([store.problem, runs.map(({ id }) => id)]).toEqual([null, ['whole']]);
    expect(unreadable.map(({ key, name, createdAt }) => [key, name, createdAt])).toEqual([
      [5, null, null],
      ['damaged', 'preset settings', 'soon'],
    ]);
    expect(await store.raw('damaged')).toEqual({ run: damaged, network: null });
    await store.remove(5);
    expect((await store.list()).unreadable).toHaveLength(1);
  });

  test('a browser that refuses leaves a store in memory that says why', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
    });
    const fallback = await openRunStore('refused');
    expect(fallback.problem?.message).toMatch(/^Could not open the stored runs: .*private window/);
    await fallback.put(record('a'));
    expect((await fallback.list()).runs).toHaveLength(1);
  });
});

test('the list holds no points of plots, and a run that is opened has them', async () => {
  const store = await openRunStore(`runs-${count++}`);
  const whole = finishedRecord();
  await store.put(whole);
  const [listed] = (await store.list()).runs;
  expect(listed!.stages[0]!.after!.activations).toHaveLength(0);
  expect(listed!.stages[0]!.after!.correlation).toBe(whole.stages[0]!.after!.correlation);
  expect(await store.get(whole.id)).toEqual(whole);
  const { network: bytes, ...run } = whole;
  expect(await store.raw(whole.id)).toEqual({ run, network: bytes });
  store.close();
});

test('runs of a store that had no table of plots keep their points', async () => {
  const old = `runs-${count++}`;
  const older = new Dexie(old);
  older.version(5).stores({ runs: 'id', networks: 'id' });
  const { network: _, ...whole } = finishedRecord();
  await older.table('runs').put(whole);
  older.close();
  const store = await openRunStore(old);
  expect((await store.list()).runs[0]!.stages[0]!.after!.activations).toHaveLength(0);
  expect(await store.get(whole.id)).toEqual({ ...whole, network: null });
  store.close();
});
