/**
 * Tests tabs that share one storage: each is the page's modules loaded once more, with the
 * browser's locks and channels between them.
 */
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunRecord } from '../../../runs/records/record.ts';
import { finishedRecord } from '../../../runs/testing/stored-run.ts';

/** The part of the browser's locks that the page uses: one holder a name, asked for or queued. */
function lockManager() {
  const held = new Map<string, Promise<unknown>>();
  return {
    query: async () => ({ held: [...held.keys()].map((name) => ({ name })) }),
    async request(
      name: string,
      ...[options, given]: [{ ifAvailable: boolean } | (() => unknown), (() => unknown)?]
    ) {
      const action = (given ?? options) as (lock: object | null) => unknown;
      if (held.has(name)) {
        if (typeof options === 'object' && options.ifAvailable) return action(null);
        await held.get(name);
      }
      const done = (async () => action({}))();
      held.set(
        name,
        done.catch(() => {}),
      );
      return done.finally(() => held.delete(name));
    },
  };
}

const opened: (() => Promise<{ close(): void }>)[] = [];

async function openTab() {
  vi.resetModules();
  const storage = await import('../storage.ts');
  const runs = await import('../runs.ts');
  const owner = await import('../owner.ts');
  const { useWorkbench } = await import('../store.ts');
  opened.push(storage.runStore);
  await storage.loadRuns();
  return { ...storage, ...runs, ...owner, state: () => useWorkbench.getState(), useWorkbench };
}

const running = (): RunRecord => ({ ...finishedRecord(), status: 'running', report: null });
const statuses = ({ state }: { state: () => { runs: readonly { status: string }[] } }) =>
  state().runs.map(({ status }) => status);
const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 5000 });

beforeEach(async () => {
  vi.stubGlobal('navigator', { locks: lockManager(), storage: { persist: vi.fn(async () => true) } });
  await Dexie.delete('spikewise');
});
afterEach(async () => {
  for (const store of opened.splice(0)) (await store()).close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function stored(id = 'a-run') {
  const db = await new Dexie('spikewise').open();
  const run = await db.table('runs').get(id);
  db.close();
  return run;
}

test('a run that another tab computes is not deleted, and its end is heard of', async () => {
  const [here, there] = [await openTab(), await openTab()];
  const release = here.ownRun('a-run');
  here.keep(running());
  await eventually(() => expect(statuses(there)).toEqual(['running']));
  expect(await there.deleteRun('a-run')).toEqual({
    refusal: expect.stringMatching(/another tab; stop it there/),
  });
  expect(await stored()).toMatchObject({ status: 'running' });
  here.keep(finishedRecord());
  release();
  await eventually(() => expect(statuses(there)).toEqual(['finished']));
  expect(await there.deleteRun('a-run')).toHaveProperty('restore');
  expect(await stored()).toBeUndefined();
});

test('undo brings a run back, but never over one that has come since', async () => {
  const [here, there] = [await openTab(), await openTab()];
  here.keep(finishedRecord());
  await eventually(() => expect(statuses(there)).toEqual(['finished']));
  const first = await there.deleteRun('a-run');
  expect('restore' in first && (await first.restore())).toBeNull();
  expect(await stored()).toMatchObject({ status: 'finished' });
  const second = await there.deleteRun('a-run');
  here.keep({ ...finishedRecord(), name: 'newer' });
  await eventually(async () => expect(await stored()).toMatchObject({ name: 'newer' }));
  expect('restore' in second && (await second.restore())).toMatch(/stored again, and stays as it is/);
  expect(await stored()).toMatchObject({ name: 'newer' });
  await eventually(() => expect(there.state().runs.map(({ name }) => name)).toEqual(['newer']));
});

test('a run that is deleted leaves the lists of the other tabs, or says so when it is opened', async () => {
  const [here, there] = [await openTab(), await openTab()];
  here.keep(finishedRecord());
  await eventually(() => expect(statuses(there)).toEqual(['finished']));
  await here.deleteRun('a-run');
  await eventually(() => expect(statuses(there)).toEqual([]));
  // A tab that has not heard of it.
  there.useWorkbench.setState({ runs: [finishedRecord()] });
  expect(await there.showRun('a-run')).toMatch(/deleted in another tab/);
  expect(statuses(there)).toEqual([]);
});

test('a run that is stored again after it was deleted is told to the other tabs', async () => {
  const [here, there] = [await openTab(), await openTab()];
  here.keep(finishedRecord());
  await eventually(() => expect(statuses(there)).toEqual(['finished']));
  await here.deleteRun('a-run');
  await eventually(() => expect(statuses(there)).toEqual([]));
  here.keep(finishedRecord());
  await eventually(() => expect(statuses(there)).toEqual(['finished']));
});

test('a run that found no room is stored as soon as another is deleted', async () => {
  const tab = await openTab();
  tab.keep(finishedRecord({ id: 'old' }));
  await eventually(async () => expect(await stored('old')).toBeDefined());
  const put = IDBObjectStore.prototype.put;
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  tab.keep(finishedRecord());
  await eventually(() => expect(tab.state().unkept).toEqual(['preset settings']));
  expect(tab.state().storageProblem).toMatch(/storage for this site is full/);
  expect(await stored()).toBeUndefined();
  full.mockImplementation(put);
  await tab.deleteRun('old');
  await eventually(() => expect(tab.state().unkept).toEqual([]));
  expect(tab.state().storageProblem).toBeNull();
  expect(await stored()).toMatchObject({ status: 'finished' });
});

test('the browser is asked to keep what is stored once there is a network to lose', async () => {
  const tab = await openTab();
  tab.keep({ ...running(), network: null });
  await eventually(async () => expect(await stored()).toBeDefined());
  expect(navigator.storage.persist).not.toHaveBeenCalled();
  tab.keep(finishedRecord());
  await eventually(() => expect(navigator.storage.persist).toHaveBeenCalledOnce());
  tab.keep(finishedRecord({ id: 'other' }));
  await eventually(async () => expect(await stored('other')).toBeDefined());
  expect(navigator.storage.persist).toHaveBeenCalledOnce();
});
