/**
 * Tests a sweep in the page: run, reloaded in the middle, watched from another tab, opened cell by
 * cell; and sweeps that are refused.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, openWorkbench, storedRuns, test } from './page.ts';

/** A sweep whose cells take a few seconds. */
const base =
  '#v=1&preset=first-look@2&net=28x28-c4s2-10&start=scratch&pre=1&train=256&val=64&test=0&cal=64&max=1&batch=64&workers=1&backend=wasm';

interface StoredCell {
  readonly key: string;
  readonly result: {
    readonly status: string;
    readonly report: {
      readonly runId: string;
      readonly snn: { readonly test: { readonly accuracy: number } };
    };
  };
}

/** Returns the cells as they lie in IndexedDB, of all sweeps. */
function storedCells(page: Page): Promise<StoredCell[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('spikewise-sweeps');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const cells = database.objectStoreNames.contains('cells')
      ? await new Promise<StoredCell[]>((resolve, reject) => {
          const request = database.transaction('cells').objectStore('cells').getAll();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        })
      : [];
    database.close();
    return cells;
  });
}

const form = (page: Page) => page.getByRole('form', { name: 'Sweep' });
const turnTo = (page: Page, view: 'Run' | 'Sweep') =>
  page.getByRole('radiogroup', { name: 'View' }).getByText(view, { exact: true }).click();

test('a sweep reloaded in the middle goes on to its end, and each cell opens its run', async ({
  page,
  context,
}) => {
  const longer = base.replace('train=256', 'train=2048');
  await openWorkbench(page, `${longer}&grid=ns:2,4;tp:1,2`);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(form(other).getByRole('button', { name: 'Run 4 cells' })).toBeEnabled();
  await form(page).getByRole('button', { name: 'Run 4 cells' }).click();
  await expect(other.getByText(/runs in another tab; its cells show here/)).toBeVisible();
  await expect(form(other).getByRole('button', { name: 'Runs in another tab' })).toBeDisabled();
  await other.close();
  await expect.poll(async () => (await storedCells(page)).length, { timeout: 60_000 }).toBeGreaterThan(0);

  await page.reload();
  const before = await storedCells(page);
  expect(before.length).toBeLessThan(4);
  await form(page)
    .getByRole('button', { name: /^Go on: \d of 4 left/ })
    .click();
  await expect(form(page).getByRole('button', { name: 'All 4 cells are done' })).toBeVisible({
    timeout: 90_000,
  });
  const cells = await storedCells(page);
  expect(cells.map(({ key }) => key).sort()).toEqual([
    'ns=2,tp=1,seed=1',
    'ns=2,tp=2,seed=1',
    'ns=4,tp=1,seed=1',
    'ns=4,tp=2,seed=1',
  ]);
  // Cells that had ended before were not run again.
  for (const { key, result } of before)
    expect(cells.find((cell) => cell.key === key)?.result.report.runId).toBe(result.report.runId);

  for (const { key, result } of cells) {
    await page.getByRole('tab', { name: 'Table' }).click();
    await page.getByRole('button', { name: `Open the run ${key}`, exact: true }).click();
    await expect(
      page.getByText(`${(100 * result.report.snn.test.accuracy).toFixed(2)}\u00a0%`).first(),
    ).toBeVisible();
    await expect(page.getByRole('radiogroup', { name: 'Layers of the network' })).toBeVisible();
    await turnTo(page, 'Sweep');
  }
  const opened = (await storedRuns(page)).map((run) => run.id).sort();
  expect(opened).toEqual(cells.map(({ result }) => result.report.runId).sort());

  await test.step('the heat map by keys', async () => {
    const map = page.getByRole('slider', { name: /Heat map of validation accuracy/ });
    await map.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(map).toHaveAttribute('aria-valuetext', /Ns 4 · Tp 1: \d/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radiogroup', { name: 'Layers of the network' })).toBeVisible();
    await page.keyboard.press('w');
  });

  await test.step('exports carry settings and link', async () => {
    const save = async (item: string) => {
      await page.getByRole('button', { name: 'Export' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: item }).click();
      return (await readFile(await (await download).path())).toString('latin1');
    };
    expect((await save('Every cell (CSV)')).split('\n')).toHaveLength(1 + 4 + 1);
    expect(JSON.parse(await save('Results file (JSON)')).results).toHaveLength(4);
    const svg = await save('Picture of this view (SVG)');
    expect(svg).toContain('grid=ns:2,4;tp:1,2');
    expect(svg).toContain('4 of 4 cells finished');
    await page.getByRole('tab', { name: 'Curves' }).click();
    await expect(
      page
        .getByRole('img', { name: /Fig\. 6 D/ })
        .locator('.recharts-surface')
        .first(),
    ).toBeVisible();
    expect(await save('Picture of this view (SVG)')).toContain('Fig. 6 D');
    expect(await save('Picture of this view (PNG)')).toContain('PNG');
  });

  for (const colorScheme of ['light', 'dark'] as const)
    for (const tab of colorScheme === 'light'
      ? ['Heat map', 'Curves', 'Anytime', 'Table']
      : ['Heat map', 'Curves'])
      await test.step(`accessible: ${tab}, ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.getByRole('tab', { name: tab }).click();
        await expectAccessible(page);
      });

  await test.step('on a phone nothing scrolls sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('tab', { name: 'Heat map' }).click();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });

  await test.step('a deleted sweep comes back', async () => {
    await page.getByRole('button', { name: 'Delete the sweep Ns × Tp · one seed' }).click();
    await expect.poll(async () => (await storedCells(page)).length).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await storedCells(page)).length).toBe(4);
  });
});

test('a grid that cannot run is reported, from the link and in the form, before anything runs', async ({
  page,
}) => {
  await openWorkbench(page, `${base}&grid=ns:1,9999`);
  await expect(
    page.getByRole('alert').filter({ hasText: /timeSteps must be a whole number from 1 to 1,024/ }),
  ).toBeVisible();
  await form(page).getByRole('textbox', { name: 'Time steps Ns' }).fill('1..64');
  await form(page).getByRole('textbox', { name: 'Seeds' }).fill('100');
  const refused = form(page).getByRole('alert');
  await expect(refused).toContainText('6,400 cells; at most 1,000');
  await expect(form(page).getByRole('button', { name: 'Run the sweep' })).toBeDisabled();
  await form(page).getByRole('textbox', { name: 'Time steps Ns' }).fill('');
  await expect(refused).toContainText('timeSteps has no values');
  await form(page).getByRole('button', { name: 'Do not vary Time steps Ns' }).click();
  await expect(refused).toContainText('the grid is empty');
  expect(await storedCells(page)).toEqual([]);
});

test('a cell that fails says why and does not stop the others', async ({ page }) => {
  let asked = 0;
  await page.route('**/first-look@2.safetensors', (route) =>
    asked++ === 0
      ? route.fulfill({ body: 'no network', headers: { 'cache-control': 'no-store' } })
      : route.continue(),
  );
  await openWorkbench(
    page,
    '#v=1&preset=first-look@2&backend=wasm&workers=1&train=256&val=64&cal=64&test=0&max=0&grid=ns:1,2',
  );
  await form(page).getByRole('button', { name: 'Run 2 cells' }).click();
  await expect(form(page).getByRole('button', { name: 'Run the failed cell again' })).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('tab', { name: 'Table' }).click();
  await expect(page.getByRole('cell', { name: /first-look@2\.safetensors cannot be used/ })).toHaveCount(1);
  await expect(page.getByText('1 of 2 finished · 1 failed')).toBeVisible();
});

test('the results file of the command line opens; a broken one says why and loses nothing', async ({
  page,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sweep-'));
  try {
    const command = ['scripts/ptl.mjs', 'sweep', '--link', base, '--grid', 'timeSteps=1,2', '--out', folder];
    await promisify(execFile)(process.execPath, command);
    const results = path.join(folder, 'results.json');
    await openWorkbench(page);
    await page.keyboard.press('w');
    const open = page.locator('input[type=file]');
    await open.setInputFiles(results);
    await expect(page.getByText('2 of 2 finished')).toBeVisible();
    await expect(page.getByText('from results.json')).toBeVisible();
    await expect(page).toHaveURL(/grid=ns:1,2/);

    const broken = path.join(folder, 'broken.json');
    await writeFile(broken, (await readFile(results, 'utf8')).slice(0, 4000));
    await open.setInputFiles(broken);
    await expect(
      page.getByRole('alert').filter({ hasText: 'broken.json could not be opened' }),
    ).toContainText('cut off');
    await expect(page.getByText('2 of 2 finished')).toBeVisible();

    await page.getByRole('tab', { name: 'Table' }).click();
    await page.getByRole('button', { name: 'Open the run ns=2,seed=1' }).click();
    await page.getByRole('tab', { name: 'Counts' }).click();
    await expect(page.getByRole('radiogroup', { name: 'Layers of the network' })).toBeVisible();
  } finally {
    await rm(folder, { recursive: true });
  }
});
