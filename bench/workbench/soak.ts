/**
 * Converts again and again on one page, and deletes each run as a person does: the page then holds
 * what it held before.
 */
import type { CDPSession, Page } from 'playwright';
import { type Memory, memoryGauge } from '../shared/memory.ts';
import type { Session } from '../shared/session.ts';
import { isOver, patience, pressConvert, withWorkbench } from './open.ts';
import { settle, smallNursery } from './questions.ts';

export interface Reading {
  /** Conversions that have ended and were deleted. */
  readonly runs: number;
  readonly memory: Memory;
  /** Nodes and listeners of events that the page holds after the collection. */
  readonly nodes: number;
  readonly listeners: number;
}

/**
 * Leaves all JavaScript to the interpreter. Compiled code lies on the heap too, and piles up for
 * hundreds of runs as one function after the other becomes hot, which would look like a leak.
 */
const interpreted = '--no-sparkplug --no-maglev --no-turbofan';

/** A function, since the page's policy does not let a text be evaluated. */
const endedAs = () => {
  const [chip, more] = document.querySelectorAll<HTMLElement>('footer i[data-status]');
  if (more) return 'beside another';
  return chip && chip.dataset.status !== 'running' && chip.dataset.status;
};

/** Counts all records that are stored: of runs, networks, plots and runs that were cut off. */
const countStored = async () => {
  let counted = 0;
  for (const { name } of await indexedDB.databases()) {
    const request = indexedDB.open(name!);
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    const database = request.result;
    for (const store of database.objectStoreNames) {
      const counting = database.transaction(store).objectStore(store).count();
      await new Promise((resolve) => {
        counting.onsuccess = resolve;
      });
      counted += counting.result;
    }
    database.close();
  }
  return counted;
};

async function convertOnce(page: Page): Promise<void> {
  await pressConvert(page);
  await isOver(page);
  const ended = await page.waitForFunction(endedAs, undefined, { polling: 100, timeout: patience });
  const status = await ended.jsonValue();
  await ended.dispose();
  if (status !== 'finished') throw new Error(`The run ended as ${status}.`);
}

async function deleteRun(page: Page): Promise<void> {
  await page.locator('footer [aria-label^="What to do with the run"]').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  // The note holds the run for as long as the deletion can be undone.
  const note = page.getByRole('alert').filter({ hasText: 'Undo' });
  await note.locator('button').last().click();
  await note.waitFor({ state: 'detached' });
  const left = await page.evaluate(countStored);
  if (left > 0) throw new Error(`${left} records are stored after the only run was deleted.`);
}

/** Most collections for one reading. */
const mostCollections = 20;

/**
 * Collects until nothing more comes free: what one collection frees may have held more, such as
 * workers, message ports and the proxies of comlink.
 */
async function collect(page: Page, devtools: CDPSession): Promise<void> {
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < mostCollections; round++) {
    await devtools.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(100);
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    if (Math.abs(usedSize - before) < 1024) return;
    before = usedSize;
  }
}

/** Converts `count` times what the link `hash` says; `told` hears of each reading. */
export function soak(
  session: Session,
  hash: string,
  count: number,
  told: (reading: Reading) => void,
): Promise<void> {
  const convertOften = async (page: Page) => {
    const gauge = await memoryGauge(page.context().browser()!);
    const devtools = await page.context().newCDPSession(page);
    for (let runs = 1; runs <= count; runs++) {
      await convertOnce(page);
      await deleteRun(page);
      await settle(page);
      await collect(page, devtools);
      const memory = await gauge.read();
      const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
      told({ runs, memory, nodes, listeners: jsEventListeners });
    }
  };
  return withWorkbench(session, hash, '', convertOften, [`${smallNursery} ${interpreted}`]);
}
