/** Tests the site without network after one visit, and a newer version that comes out meanwhile. */
import { appendFile, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { type PreviewServer, preview } from 'vite';
import { convert, expect, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

/** A copy of the built site, which the tests may take away and change. */
let site: string;
let server: PreviewServer;
let address: string;
let context: BrowserContext;
let errors: string[];

async function serve(port: number): Promise<void> {
  server = await preview({
    build: { outDir: site },
    logLevel: 'error',
    preview: { host: '127.0.0.1', port, strictPort: port !== 0 },
  });
  address = server.resolvedUrls!.local[0] as string;
}

async function openTab(): Promise<Page> {
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return page;
}

test.beforeEach(async ({ browser }) => {
  site = await mkdtemp(path.join(tmpdir(), 'spikewise-site-'));
  await cp('dist', site, { recursive: true });
  await serve(0);
  errors = [];
  context = await browser.newContext({ baseURL: address, serviceWorkers: 'allow' });
});

test.afterEach(async () => {
  await context.close();
  await server.close();
  await rm(site, { recursive: true });
});

/** Waits until the site lies on this machine and the page is answered from there. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller?.state === 'activated';
  });
}

/** Returns the paths that the page's caches hold. */
function keptFiles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => decodeURIComponent(new URL(url).pathname.slice(1)));
  });
}

test('after one visit everything works without a server', async () => {
  const page = await openTab();
  await openWorkbench(page);
  await untilKept(page);
  const files = await readdir(site, { recursive: true, withFileTypes: true });
  const needed = files
    .filter((entry) => entry.isFile() && entry.name !== 'service-worker.js' && !entry.name.endsWith('.woff'))
    .map((entry) => path.relative(site, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  expect(new Set(await keptFiles(page))).toEqual(new Set(needed));

  await server.close();
  await page.goto('about:blank');
  await openWorkbench(page, smallRun);
  await convert(page);
  expect((await waitForStatus(page, 'finished')).report!.stages).toHaveLength(3);
  // A part of the page that is loaded when it is first asked for.
  await page.keyboard.press('w');
  await expect(page.getByRole('form', { name: 'Sweep' })).toBeVisible();
  // The browser says so itself when it looks for a newer version in vain.
  expect(errors.filter((words) => !words.includes('net::ERR_CONNECTION_REFUSED'))).toEqual([]);
  await serve(Number(new URL(address).port));
});

test('a newer version waits until nothing runs and somebody asks for it', async () => {
  const page = await openTab();
  // A run that goes on until it is stopped.
  const long = smallRun.replace('train=512', 'train=6000').replace('max=1', 'max=50&tp=20');
  await openWorkbench(page, `${long}&workers=1`);
  await untilKept(page);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await convert(page);
  await expect(page.getByText(/ms \/ batch/).first()).toBeVisible();

  await appendFile(path.join(site, 'service-worker.js'), '\n// A newer version.\n');
  // Opening the site anywhere makes the browser look for a newer version.
  const other = await openTab();
  await openWorkbench(other);
  const offer = (tab: Page) => tab.getByRole('alert').filter({ hasText: 'A newer version' });
  await expect(offer(other)).toBeVisible();
  await expect(offer(page)).toBeVisible();
  await offer(other).getByRole('button', { name: 'Reload' }).click();
  await expect(offer(other)).toContainText('A run is under way in one of its tabs.');
  await page.getByRole('group', { name: 'Conversion' }).getByRole('button', { name: 'Stop' }).click();
  await waitForStatus(page, 'stopped');
  expect(loads).toBe(0);

  await Promise.all([
    other.waitForEvent('load'),
    offer(other).getByRole('button', { name: 'Reload' }).click(),
  ]);
  await expect(other.getByRole('heading', { name: 'Spikewise' })).toBeVisible();
  await expect(offer(other)).toBeHidden();
  // The tab that did not ask is asked, not loaded again.
  expect(loads).toBe(0);
  await Promise.all([page.waitForEvent('load'), offer(page).getByRole('button', { name: 'Reload' }).click()]);
  await expect(page.getByRole('heading', { name: 'Spikewise' })).toBeVisible();
  expect(errors).toEqual([]);
});
