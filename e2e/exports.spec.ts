/**
 * Drops an ONNX network, converts it, saves the run as a zip and as NIR, and opens the zip in a
 * browser that has never seen it.
 */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { plainNetwork } from '../src/exchange/nir/testing/plain-simulator.ts';
import { drop } from './drop.ts';
import { file, modelRun, network } from './onnx-file.ts';
import { convert, expect, expectAccessible, openWorkbench, test, waitForStatus } from './page.ts';

const bar = (page: Page) => page.getByRole('contentinfo');
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Stored in this browser' });

async function openMenu(page: Page): Promise<void> {
  await bar(page)
    .getByRole('button', { name: /What to do with the run/ })
    .click();
}

async function saved(page: Page, item: string, count = 1): Promise<Download[]> {
  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await openMenu(page);
  await page.getByRole('menuitem', { name: item }).click();
  await expect.poll(() => downloads.length, { timeout: 60_000 }).toBe(count);
  page.removeAllListeners('download');
  return downloads;
}

async function importFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('Exported file').setInputFiles({ name, mimeType: 'application/zip', buffer });
}

/** Returns the report that the page saves of its only run. */
async function reportOf(page: Page): Promise<unknown> {
  const [download] = await saved(page, 'Report (JSON)');
  return JSON.parse(await readFile(await download!.path(), 'utf8'));
}

test('a dropped network goes out as NIR and zip, and the zip opens elsewhere with the same figures', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  await openWorkbench(page, modelRun);
  await drop(page, 'net.onnx', file);
  const given = page.getByRole('dialog', { name: 'Your data' });
  await given.getByRole('radio', { name: /^Average pooling/ }).check();
  const report = given.getByRole('region', { name: 'Report of the import' });
  await expect(report.getByRole('row', { name: /MaxPool p/ })).toContainText('replaced');
  await given.getByRole('button', { name: 'Keep and use' }).click();
  await expect(given).toHaveCount(0);
  await convert(page);
  const run = await waitForStatus(page, 'finished');
  expect(run.spec).toMatchObject({ network, start: 'checkpoint' });

  const files = await saved(page, 'Network and conformance card (NIR)', 2);
  const byEnding = (ending: string) => files.find((file) => file.suggestedFilename().endsWith(ending))!;
  const plain = plainNetwork(await readFile(await byEnding('.nir').path()));
  expect(plain.fact('format')).toBe('spikewise-nir');
  expect(plain.chain[0]).toBe('input');
  const card = JSON.parse(await readFile(await byEnding('.card.json').path(), 'utf8'));
  expect(card.inputs).toHaveLength(3);

  const [methods] = await saved(page, 'Methods paragraph and BibTeX');
  expect(await readFile(await methods!.path(), 'utf8')).toContain('progressive tandem learning');
  const [latex] = await saved(page, 'Table of stages (LaTeX)');
  expect(await readFile(await latex!.path(), 'utf8')).toContain('\\toprule');
  const figures = await reportOf(page);
  const [zip] = await saved(page, 'Whole run (zip)');
  const bytes = await readFile(await zip!.path());

  const elsewhere = await browser.newContext({ baseURL: baseURL! });
  const other = await elsewhere.newPage();
  await openWorkbench(other);
  await bar(other).getByRole('button', { name: 'Stored', exact: true }).click();
  await importFile(other, 'run.zip', bytes.subarray(0, bytes.length - 500));
  await expect(dialog(other).getByRole('status')).toContainText('cut short or no zip');
  const broken = Buffer.from(bytes);
  broken.fill(7, 2000, 2400);
  await importFile(other, 'run.zip', broken);
  await expect(dialog(other).getByRole('status')).toContainText('is damaged');
  await importFile(other, 'run.zip', bytes);
  await expect(dialog(other).getByRole('status')).toHaveText('1 run added.');
  await expectAccessible(other);
  await importFile(other, 'run.zip', bytes);
  await expect(dialog(other).getByRole('status')).toHaveText('0 runs added. 1 was there already.');
  await other.keyboard.press('Escape');
  expect(await reportOf(other)).toEqual(figures);
  await elsewhere.close();
});
