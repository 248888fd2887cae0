/**
 * Tests the queue with cells that end when the test says so: what is reported, kept, dropped and
 * repeated.
 */
import { describe, expect, test } from 'vitest';
import { presetSpec } from '../spec/spec.ts';
import { createSweepControl } from './control.ts';
import { cellsOf, parseSweep } from './plan.ts';
import { runSweep } from './queue.ts';
import type { CellResult, RunCell, SweepEvent, SweepSpec, SweepStore } from './sweep.ts';
import { reportOf } from './testing/report.ts';

const sweep = parseSweep({
  version: 1,
  base: presetSpec('first-look@2'),
  axes: [{ field: 'timeSteps', values: [1, 2, 3] }],
  seeds: 2,
});
const keys = cellsOf(sweep).map(({ key }) => key);
const network = Uint8Array.of(1, 2, 3);

function memoryStore(): SweepStore & { readonly saved: Map<string, CellResult> } {
  const saved = new Map<string, CellResult>();
  return {
    saved,
    load: async () => [...saved.values()],
    save: async (result) => {
      saved.set(result.key, result);
    },
  };
}

/** Starts a sweep whose cells end by hand. */
function begin(given: { store?: SweepStore; parallel?: number; sweep?: SweepSpec } = {}) {
  const control = createSweepControl();
  const events: SweepEvent[] = [];
  const open = new Map<string, { end(): void; fail(error: Error): void; progress(eta: number): void }>();
  const started: string[] = [];
  const runCell: RunCell = ({ key, spec }, signal, onProgress) =>
    new Promise((resolve, reject) => {
      started.push(key);
      const done = () => open.delete(key);
      open.set(key, {
        end: () => {
          done();
          resolve({ report: reportOf(spec, { test: 0.9, validation: 0.91 }), network });
        },
        fail: (error) => {
          done();
          reject(error);
        },
        progress: (etaSeconds) => onProgress({ stage: 1, epoch: 1, etaSeconds }),
      });
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const store = given.store ?? memoryStore();
  const ran = runSweep(
    given.sweep ?? sweep,
    { store, runCell, parallel: given.parallel ?? 2 },
    control,
    (event) => events.push(event),
  );
  const settle = () => new Promise((resolve) => setTimeout(resolve, 2));
  return {
    control,
    events,
    open,
    started,
    ran,
    settle,
    /** Ends cells as they come until none is left. */
    finish: async () => {
      for (await settle(); open.size > 0; await settle()) for (const cell of [...open.values()]) cell.end();
      return ran;
    },
    types: () => events.map(({ type }) => type),
  };
}

describe('a sweep to its end', () => {
  test('runs so many cells at once, in order, and keeps each', async () => {
    const store = memoryStore();
    const run = begin({ store });
    await run.settle();
    expect(run.started).toEqual(keys.slice(0, 2));
    run.open.get(keys[1]!)!.end();
    await run.settle();
    expect(run.started).toEqual(keys.slice(0, 3));
    const { results } = await run.finish();
    expect(run.started).toEqual(keys);
    expect(results.map(({ key }) => key)).toEqual(keys);
    expect([...store.saved.keys()].sort()).toEqual([...keys].sort());
    expect(results[0]!.outcome).toMatchObject({
      annTest: 0.99,
      snnTest: 0.9,
      testDrop: 0.99 - 0.9,
      synOpsRatio: 0.1,
      epochs: 2,
    });
    expect(run.types().at(0)).toBe('sweepBegan');
    expect(run.events.at(-1)).toEqual({ type: 'sweepEnded', how: 'finished', failed: 0 });
  });

  test('a cell that breaks, and one whose report says it failed, stop nothing', async () => {
    const run = begin();
    await run.settle();
    run.open.get(keys[0]!)!.fail(new Error('out of memory'));
    const { results } = await run.finish();
    expect(results.map(({ status }) => status)).toEqual(['failed', ...keys.slice(1).map(() => 'finished')]);
    expect(results[0]).toMatchObject({ failure: 'out of memory', outcome: null, report: null });
    expect(run.events.at(-1)).toEqual({ type: 'sweepEnded', how: 'finished', failed: 1 });

    const failing: RunCell = async ({ spec }) => ({
      report: { ...reportOf(spec, { test: 0, validation: 0 }), status: 'failed', failure: 'diverged' },
      network: null,
    });
    const resources = { store: memoryStore(), runCell: failing, parallel: 1 };
    const ended = await runSweep(sweep, resources, createSweepControl(), () => {});
    expect(ended.results.map(({ failure }) => failure)).toEqual(keys.map(() => 'diverged'));
  });

  test('the time left comes with progress and with ended cells, and is nothing at the end', async () => {
    const run = begin();
    await run.settle();
    expect(run.types()).not.toContain('sweepEta');
    run.open.get(keys[0]!)!.progress(100);
    expect(run.types().slice(-2)).toEqual(['cellProgress', 'sweepEta']);
    const eta = run.events.at(-1) as { seconds: number };
    // Six cells of about 100 s, two at a time.
    expect(eta.seconds).toBeGreaterThan(250);
    expect(eta.seconds).toBeLessThan(350);
    await run.finish();
    expect(run.events.filter(({ type }) => type === 'sweepEta').at(-1)).toEqual({
      type: 'sweepEta',
      seconds: 0,
    });
  });
});

describe('pause and cancel', () => {
  test('paused, no new cell begins and those under way go on', async () => {
    const run = begin();
    await run.settle();
    run.control.pause();
    run.control.pause();
    for (const cell of [...run.open.values()]) cell.end();
    await run.settle();
    expect(run.started).toHaveLength(2);
    expect(run.types().filter((type) => type === 'cellEnded')).toHaveLength(2);
    run.control.resume();
    await run.settle();
    expect(run.started).toHaveLength(4);
    await run.finish();
    expect(run.types().filter((type) => type === 'sweepPaused' || type === 'sweepResumed')).toEqual([
      'sweepPaused',
      'sweepResumed',
    ]);
  });

  test('cancelled, also while paused: cells under way are dropped, ended ones stay', async () => {
    const store = memoryStore();
    const run = begin({ store });
    await run.settle();
    run.open.get(keys[0]!)!.end();
    await run.settle();
    run.control.pause();
    run.control.cancel();
    const { results } = await run.ran;
    expect(results.map(({ key }) => key)).toEqual([keys[0]]);
    expect([...store.saved.keys()]).toEqual([keys[0]]);
    expect(run.events.at(-1)).toEqual({ type: 'sweepEnded', how: 'stopped', failed: 0 });
  });
});

describe('going on', () => {
  test('finished cells are kept, failed ones and those not there run', async () => {
    const store = memoryStore();
    const first = begin({ store, parallel: 3 });
    await first.settle();
    first.open.get(keys[0]!)!.fail(new Error('no luck'));
    first.open.get(keys[1]!)!.end();
    await first.settle();
    first.control.cancel();
    await first.ran;
    const second = begin({ store });
    const { results } = await second.finish();
    expect(second.started).toEqual(keys.filter((key) => key !== keys[1]));
    expect(second.events[0]).toMatchObject({ type: 'sweepBegan', kept: [{ key: keys[1] }] });
    expect(results.map(({ key, status }) => [key, status])).toEqual(keys.map((key) => [key, 'finished']));
    const third = begin({ store });
    await third.ran;
    expect(third.started).toEqual([]);
  });

  test('results of another sweep are refused with what differs', async () => {
    const store = memoryStore();
    await begin({ store }).finish();
    const fewer = parseSweep({ ...sweep, seeds: 1 });
    await expect(begin({ store, sweep: fewer }).ran).rejects.toThrow(/ns=1,seed=2 is none of its 3 cells/);
    const other = parseSweep({ ...sweep, base: { ...sweep.base, trainCount: 600 } });
    await expect(begin({ store, sweep: other }).ran).rejects.toThrow(
      /ns=1,seed=1 ran with trainCount 6000, not 600/,
    );
    // More seeds are the same cells and some more.
    const more = begin({ store, sweep: parseSweep({ ...sweep, seeds: 3 }) });
    await more.finish();
    expect(more.started).toEqual(['ns=1,seed=3', 'ns=2,seed=3', 'ns=3,seed=3']);
  });

  test('a result that cannot be kept ends the sweep with the reason, paused or not', async () => {
    const store: SweepStore = {
      load: async () => [],
      save: () => Promise.reject(new Error('the disk is full')),
    };
    const run = begin({ store });
    await run.settle();
    run.control.pause();
    run.open.get(keys[0]!)!.end();
    await expect(run.ran).rejects.toThrow('the disk is full');
  });
});
