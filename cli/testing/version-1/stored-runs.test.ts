/** Tests the page's databases of version 1 under today's stores. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openRunStore } from '../../../src/runs/records/storage.ts';
import { parseSpec } from '../../../src/runs/spec/spec.ts';
import { openShelf } from '../../../src/runs/sweep/shelf.ts';
import { expectEpochs, expectFigures, expectReport, expectSpec, expectStages } from './expected.ts';
import { type Any, databases, rawRows, restore, rowsOf } from './read.ts';

const all = databases();
const runs = all.filter(({ name }) => name === 'spikewise');
const [sweeps] = all.filter(({ name }) => name === 'spikewise-sweeps');

/** Rewrites a layer. Convolutions of version 1 had one padding for both sides, and no dilation. */
function layerOfToday(layer: Any): Any {
  if (layer.synapse.kind !== 'conv2d') return layer;
  const { padding, ...synapse } = layer.synapse;
  return {
    ...layer,
    synapse: { ...synapse, dilation: [1, 1], padding: { before: padding, after: padding } },
  };
}

test('the fixtures are of the four versions of the store, and of the shelf', () => {
  expect(runs.map(({ version }) => version)).toEqual([40, 10, 20, 30]);
  expect(sweeps!.version).toBe(10);
});

test.each(runs.map((dump, i) => [dump.version, i] as const))(
  'every run of a database of version %i is there, with all its figures and its network',
  async (version, i) => {
    const dump = runs[i]!;
    const name = `spikewise-${version}`;
    await restore(dump, name);
    const store = await openRunStore(name);
    expect(store.problem).toBeNull();
    const { runs: listed, unreadable } = await store.list();
    expect(unreadable).toEqual([]);
    const told = (run: Any, network: number | null) => ({
      id: run.id,
      status: run.status,
      name: run.name,
      network,
    });
    const whole = await Promise.all(listed.map(({ id }) => store.get(id)));
    expect(whole.map((run) => told(run, run!.network?.length ?? null))).toEqual(
      dump.read.runs.map((run: Any) => told(run, run.network)),
    );
    const stored = new Map(rowsOf(dump, 'runs').map((row) => [row.id, row]));
    const networks = new Map(rowsOf(dump, 'networks').map(({ id, bytes }) => [id, bytes]));
    for (const run of whole as Any[]) {
      const old = stored.get(run.id);
      const { spec, layers, ann, stages, epochs, report, network, ...rest } = run;
      expect(layers).toEqual(old.layers.map(layerOfToday));
      for (const [key, value] of Object.entries(rest)) expect(value, key).toEqual(old[key]);
      expectSpec(spec, old.spec);
      expect(parseSpec(spec)).toEqual(spec);
      expectFigures(ann, old.ann);
      expectStages(stages, old.stages);
      expectEpochs(epochs, old.epochs);
      if (old.report) expectReport(report, old.report);
      else expect(report).toBeNull();
      const bytes = networks.get(run.id);
      const kept = bytes instanceof Blob ? new Uint8Array(await bytes.arrayBuffer()) : (bytes ?? null);
      expect(network).toEqual(kept);
    }
    const running = listed.filter(({ status }) => status === 'running').map(({ id }) => id);
    expect(await store.markInterrupted(() => false)).toEqual(running);
    expect(running).toHaveLength(version === 40 ? 1 : 0);
    store.close();
    // It is upgraded in place, and reads the same a second time.
    const lying = new Map((await rawRows(name, 'runs')).map((row) => [row.id, row]));
    const again = await openRunStore(name);
    for (const run of (await again.list()).runs) {
      expect(run).toEqual(lying.get(run.id));
      expect(run.epochs).toEqual(whole.find((other) => other!.id === run.id)!.epochs);
    }
    again.close();
  },
);

test('runs that are damaged, or of a newer Spikewise, are skipped and stay as they are', async () => {
  const spoil: Record<string, (row: Any) => Any> = {
    '5b1ce000-0000-4000-8000-000000000001': (row) => ({ ...row, report: { ...row.report, version: 9 } }),
    '5b1ce000-0000-4000-8000-000000000002': ({ spec: _, ...row }) => row,
    '5b1ce000-0000-4000-8000-000000000003': (row) => ({ ...row, spec: { ...row.spec, preset: 'nets@9' } }),
    '5b1ce000-0000-4000-8000-000000000004': (row) => ({ ...row, stages: 'none' }),
    '5b1ce000-0000-4000-8000-000000000005': (row) => ({ ...row, epochs: [null] }),
  };
  await restore(runs[0]!, 'spoilt', (row, store) => (store === 'runs' ? (spoil[row.id]?.(row) ?? row) : row));
  const before = await rawRows('spoilt', 'runs');
  const store = await openRunStore('spoilt');
  expect(store.problem).toBeNull();
  const { runs: readable, unreadable } = await store.list();
  expect(readable.map(({ id }) => id.slice(-2))).toEqual(['10', '09', '08', '07', '06']);
  const told = unreadable.map(({ key, reason, newer }) => [String(key).slice(-2), newer, reason]);
  expect(told).toEqual([
    ['01', true, expect.stringMatching(/^its report is of version 9, and this Spikewise reads 2; .* newer/)],
    ['02', false, 'it has no settings'],
    ['03', true, expect.stringMatching(/^its preset nets@9 is not known here; .* newer/)],
    ['04', false, expect.stringMatching(/^stages: .*array/)],
    ['05', false, expect.stringMatching(/^epochs.0: .*object/)],
  ]);
  for (const id of Object.keys(spoil)) expect(await store.get(id)).toBeNull();
  expect(await store.markInterrupted(() => false)).toHaveLength(1);
  store.close();
  const after = await rawRows('spoilt', 'runs');
  expect(after).toHaveLength(before.length);
  for (const [i, row] of before.entries()) if (spoil[row.id]) expect(after[i]).toEqual(row);
});

test('a run that an older page writes beside this one is read as well', async () => {
  const store = await openRunStore('beside');
  await store.list();
  const old = rowsOf(runs[0]!, 'runs').find(({ status }) => status === 'finished');
  const opening = indexedDB.open('beside');
  await new Promise((resolve) => {
    opening.onsuccess = resolve;
  });
  const put = opening.result.transaction('runs', 'readwrite').objectStore('runs').put(old);
  await new Promise((resolve) => {
    put.onsuccess = resolve;
  });
  opening.result.close();
  const [run] = (await store.list()).runs;
  expectReport(run!.report, old.report);
  store.close();
});

test('every sweep is there, with all its cells and networks', async () => {
  await restore(sweeps!, 'shelf');
  const shelf = await openShelf('shelf');
  expect(shelf.problem).toBeNull();
  const { sweeps: list, unreadable } = await shelf.list();
  expect(unreadable).toEqual([]);
  expect(list.map(({ id, ended }) => ({ id, ended }))).toEqual(
    sweeps!.read.sweeps.map(({ id, ended }: Any) => ({ id, ended })),
  );
  const stored = rowsOf(sweeps!, 'cells');
  let networks = 0;
  for (const [i, { id, sweep }] of list.entries()) {
    const results = await shelf.results(id);
    const read = sweeps!.read.sweeps[i];
    expect(results.map(({ key, status }) => `${key} ${status}`)).toEqual(read.keys);
    if (read.base) expectSpec(sweep.base, read.base);
    for (const result of results) {
      const old = stored.find((cell) => cell.sweep === id && cell.key === result.key).result;
      expectSpec(result.spec, old.spec);
      expect(result.failure).toBe(old.failure);
      if (old.report) expectReport(result.report, old.report);
      if (old.outcome) {
        const { annTestAccuracy, snnTestAccuracy, snnValidationAccuracy, drop, ...rest } = old.outcome;
        expect(result.outcome).toMatchObject({
          ...rest,
          annTest: annTestAccuracy,
          snnTest: snnTestAccuracy,
          snnValidation: snnValidationAccuracy,
          testDrop: drop,
        });
      }
      networks += (await shelf.network(id, result.key)) ? 1 : 0;
    }
  }
  expect(networks).toBe(rowsOf(sweeps!, 'networks').length);
  expect(networks).toBeGreaterThan(0);
  shelf.close();
});

test('a sweep over the criterion finds its cells under the name that the choice has now', async () => {
  const rename = (key: string) => key.replace('method=ptl', 'by=accuracy').replace('method=rate', 'by=loss');
  const criterion = (spec: Any, key: string) => ({
    ...spec,
    method: 'ptl',
    criterion: /by=accuracy/.test(key) ? 'accuracy' : 'loss',
  });
  await restore(sweeps!, 'shelf-criterion', (row, store) => {
    if (store === 'sweeps') {
      const axes = row.sweep.axes.map((axis: Any) =>
        axis.field === 'method' ? { field: 'criterion', values: ['accuracy', 'loss'] } : axis,
      );
      return { ...row, sweep: { ...row.sweep, axes } };
    }
    const key = rename(row.key);
    if (store === 'networks') return { ...row, key };
    const { report } = row.result;
    const spec = criterion(row.result.spec, key);
    const result = {
      ...row.result,
      key,
      spec,
      report: report && { ...report, spec: criterion(report.spec, key) },
    };
    return { ...row, key, result };
  });
  const shelf = await openShelf('shelf-criterion');
  const [{ id, sweep }] = (await shelf.list()).sweeps as [Any];
  expect(sweep.axes[0]).toEqual({ field: 'criterion', values: ['score', 'loss'] });
  const results = await shelf.results(id);
  expect(results.map(({ key, spec }) => [key, spec.criterion])).toEqual([
    ['by=score,ns=2,seed=1', 'score'],
    ['by=loss,ns=2,seed=1', 'loss'],
  ]);
  expect(await shelf.network(id, 'by=score,ns=2,seed=1')).not.toBeNull();
  await shelf.store(id).save(results[0]!, new Uint8Array([1]));
  expect(await shelf.results(id)).toHaveLength(2);
  expect(await shelf.network(id, 'by=score,ns=2,seed=1')).toEqual(new Uint8Array([1]));
  shelf.close();
});
