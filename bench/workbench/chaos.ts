/**
 * Cuts off runs of the page at random moments, by breaking the worker, reloading, or closing the
 * page and opening it anew; goes on with each, and counts what was lost of what the page had shown.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright';
import type { Chaos } from '../../cli/testing/chaos.ts';
import { engineRevision } from '../../src/engine/revision.ts';
import { createRandom } from '../../src/engine/work/random.ts';
import { withoutRunId } from '../../src/exchange/testing/without-run-id.ts';
import { mainButtonSays, pressConvert } from './open.ts';

/** A run small enough to be made many times, with pre-training and three stages. */
const link = `#v=1&preset=first-look@3&engine=${engineRevision}&net=28x28-c2s4-8-8-10&start=scratch&pre=2&train=256&batch=64&val=64&test=64&cal=64&max=2&tp=2&backend=wasm`;
const stages = 3;

/** Most cuts of one run. */
const mostOfOne = 3;

const ways = ['worker', 'reload', 'close'] as const;
type Way = (typeof ways)[number];

/** What a finished run has stored, without times and without its id. */
async function resultOf(page: Page) {
  const stored = await page.evaluate(async () => {
    const ended = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    // Opening a database that is not there would make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'spikewise')) return null;
    const database = await ended(indexedDB.open('spikewise'));
    const all = (table: string) => ended(database.transaction(table).objectStore(table).getAll());
    const run = (await all('runs')).find(({ status }) => status === 'finished');
    const network = run && (await all('networks')).find(({ id }) => id === run.id);
    database.close();
    if (!network) return null;
    const { snn } = run.report;
    return {
      epochs: run.epochs.map(({ seconds: _, ...rest }: Record<string, unknown>) => rest),
      stages: run.stages.map(
        ({ seconds: _, before: __, after: ___, ...rest }: Record<string, unknown>) => rest,
      ),
      snn: { ...snn, testSeconds: 0 },
      network: [...new Uint8Array(await (network.bytes as Blob).arrayBuffer())],
    };
  });
  return stored && { ...stored, network: withoutRunId(Uint8Array.from(stored.network)) };
}

/** Waits until the run that just ended lies in the storage. */
async function finishedOf(page: Page) {
  for (;;) {
    const result = await resultOf(page);
    if (result) return result;
    await page.waitForTimeout(100);
  }
}

/** Returns how many stages the page shows as ended. */
function stagesShown(page: Page): Promise<number> {
  return page.evaluate((all) => {
    const bar = document.querySelector('header [role=progressbar], [role=progressbar]');
    if (!bar) return 0;
    return bar.getAttribute('aria-label') === 'Stages done' ? Number(bar.getAttribute('aria-valuenow')) : all;
  }, stages);
}

/** Tells whether a conversion runs. */
function isRunning(page: Page): Promise<boolean> {
  return page.evaluate(
    () => document.querySelector('fieldset[aria-label="Conversion"] button')?.textContent === 'Pause',
  );
}

async function open(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${address}${link}`);
  await mainButtonSays(page, 'Convert');
  return page;
}

async function cut(page: Page, way: Way, address: string): Promise<Page> {
  switch (way) {
    case 'worker': {
      const worker = page.workers().find((each) => each.url().includes('conversion'));
      const broken = worker?.evaluate(() => {
        setTimeout(() => {
          throw new Error('killed');
        });
      });
      // A run that has just finished has no worker any more.
      await broken?.catch(() => {});
      await mainButtonSays(page, 'Convert');
      return page;
    }
    case 'reload':
      await page.reload();
      await mainButtonSays(page, 'Convert');
      return page;
    case 'close': {
      const context = page.context();
      await page.close();
      return open(context, address);
    }
  }
}

/** The button that goes on with the run on screen. */
const goOnButton = (page: Page) => page.getByRole('button', { name: /^Go on (from|to|with) / });

/**
 * Returns with how many stages the page offers to go on, or null when there is nothing to go on
 * with.
 */
async function stagesKept(page: Page, shown: number): Promise<number | null> {
  // The list of runs, and of those that can go on, is read after the page has opened: what must be
  // there is waited for.
  const offered = await goOnButton(page)
    .waitFor({ timeout: shown > 0 ? 60_000 : 3000 })
    .then(
      () => true,
      () => false,
    );
  if (!offered) return null;
  const words = (await goOnButton(page).textContent()) ?? '';
  const stage = /from stage (\d+)/.exec(words)?.[1];
  return stage ? Number(stage) - 1 : stages;
}

export interface ChaosOptions {
  readonly kills: number;
  readonly seed: number;
  /** Gets a line for each run. */
  readonly tell?: (line: string) => void;
}

/** Cuts off runs of the site at `address`, `kills` times in all; each has a fresh profile. */
export async function chaosOfPage(
  browser: Browser,
  address: string,
  { kills, seed, tell = () => {} }: ChaosOptions,
): Promise<Chaos> {
  const random = createRandom(seed, 'cuts');
  const chaos: Chaos = { kills: 0, lost: 0, runs: 0, identical: 0, resumed: 0 };
  const withContext = async <T>(use: (page: Page) => Promise<T>): Promise<T> => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    // Functions within functions are named by a helper of the compiler, which the page lacks.
    await context.addInitScript('globalThis.__name = (named) => named;');
    try {
      return await use(await open(context, address));
    } finally {
      await context.close();
    }
  };
  let took = 0;
  const wanted = await withContext(async (page) => {
    const began = performance.now();
    await pressConvert(page);
    const result = await finishedOf(page);
    took = performance.now() - began;
    return result;
  });
  for (let n = 1; chaos.kills < kills; n++)
    await withContext(async (opened) => {
      let page = opened;
      const most = Math.min(mostOfOne, kills - chaos.kills);
      const by: Way[] = [];
      await pressConvert(page);
      while (by.length < most) {
        await page.waitForTimeout(random.next() * took);
        if (!(await isRunning(page))) break;
        const way = ways[(chaos.kills + by.length) % ways.length]!;
        const shown = await stagesShown(page);
        page = await cut(page, way, address);
        by.push(way);
        if (await resultOf(page)) break;
        const kept = await stagesKept(page, shown);
        // A run that finished just before the cut may only now be stored.
        if (kept === null && (await resultOf(page))) break;
        const lost = Math.max(0, shown - (kept ?? 0));
        if (lost > 0) tell(`run ${n}: ${shown} stages were shown, ${kept ?? 'none'} kept`);
        chaos.lost += lost;
        if (kept === null) await pressConvert(page);
        else {
          chaos.resumed++;
          await goOnButton(page).click();
        }
        await page.waitForTimeout(100);
      }
      const result = await finishedOf(page);
      if (by.length === 0) return;
      chaos.kills += by.length;
      chaos.runs++;
      const identical = isDeepStrictEqual(result, wanted);
      if (identical) chaos.identical++;
      tell(`run ${n}: cut off by ${by.join(', ')}; ${identical ? 'identical' : 'DIFFERENT'}`);
    });
  return chaos;
}
