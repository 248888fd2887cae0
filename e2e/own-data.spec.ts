/**
 * Tests the visitor's own data: dropped, looked at, trained on, asked for by a link where they are
 * missing; broken archives; and an import that a reload cuts off.
 */
import type { Page } from '@playwright/test';
import { tarGzOf, zipOf } from '../src/datasets/testing/archives.ts';
import { jpegOf } from '../src/datasets/testing/jpeg.ts';
import { cifar10Files } from '../src/datasets/testing/sets.ts';
import { engineRevision } from '../src/engine/revision.ts';
import { drop } from './drop.ts';
import { convert, expect, expectAccessible, openWorkbench, test, waitForStatus } from './page.ts';

/** Few epochs of few images on wasm, in small batches. */
const quick = `#v=1&preset=first-look@3&engine=${engineRevision}&cal=64&batch=32&max=1&tp=1&ns=2&backend=wasm&pre=2`;

async function folderOfJpegs(each: number): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (let i = 0; i < 3 * each; i++) {
    const kind = i % 3;
    const colour = [0, 1, 2].map((c) => (c === kind ? 150 : 30) + ((i * 7) % 40)) as [number, number, number];
    files[`birds/${['duck', 'owl', 'wren'][kind]}/${i}.jpg`] = await jpegOf(16, 16, colour);
  }
  return files;
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Your data' });

async function keep(page: Page): Promise<void> {
  await dialog(page).getByRole('button', { name: 'Keep in this browser' }).click();
  await expect(dialog(page)).toHaveCount(0);
}

test('dropped images train an edited network, and its link asks for them elsewhere', async ({
  page,
  browser,
  baseURL,
  consoleErrors,
}) => {
  const archive = zipOf(await folderOfJpegs(80));
  await openWorkbench(page, quick);
  await drop(page, 'birds.zip', archive);
  await expect(dialog(page)).toContainText('inputs of 16×16×3, 3 classes, 176 training, 32 validation');
  await expect(dialog(page).getByRole('row', { name: /^owl/ })).toBeVisible();
  await expect(dialog(page).getByRole('img', { name: 'wren' }).first()).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await keep(page);
  await page.getByRole('button', { name: 'Use this network' }).click();
  await expect(page.getByText('The network does not fit these data')).toHaveCount(0);
  await page.getByRole('button', { name: 'Edit layers' }).click();
  const editor = page.getByRole('dialog', { name: 'Network' });
  await editor.getByRole('listitem', { name: 'Convolution conv1' }).getByLabel('Filters').fill('12');
  await editor.getByRole('button', { name: 'Use this network' }).click();
  await expect(editor).toHaveCount(0);
  await convert(page);
  const first = await waitForStatus(page, 'finished');
  expect(first.spec).toMatchObject({ network: '16x16x3-c12s2-64-3', pretrainEpochs: 2 });
  const sample = page.getByRole('region', { name: 'Image and answer' });
  await expect(sample.getByRole('list')).toContainText('wren');
  await sample.getByRole('combobox', { name: 'Next test image of a class' }).fill('ow');
  await page.getByRole('option', { name: 'owl' }).click();
  await expect(sample.getByRole('img', { name: /^Test image \d+, an owl$/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Classes' }).click();
  await expect(page.getByRole('img', { name: /^Confusion of 3 classes on 32 test images/ })).toBeVisible();
  await expectAccessible(page);
  await expect.poll(() => page.url()).toContain('file=birds.zip');
  const link = new URL(page.url()).hash;
  expect(link).toContain(`filebytes=${archive.length}`);

  // Another profile has neither the data nor the run.
  const elsewhere = await browser.newContext({ baseURL: `${baseURL}`, serviceWorkers: 'block' });
  const other = await elsewhere.newPage();
  other.on('pageerror', (error) => consoleErrors.push(error.message));
  other.on('console', (message) => message.type() === 'error' && consoleErrors.push(message.text()));
  await openWorkbench(other, link);
  const wanted = other.getByRole('status').filter({ hasText: 'need data that are not in this browser' });
  await expect(wanted).toContainText('birds.zip');
  await expectAccessible(other);
  await convert(other);
  await expect(other.getByText('These settings cannot be run')).toBeVisible();
  await drop(other, 'birds.tar.gz', await tarGzOf(await folderOfJpegs(60)));
  await expect(dialog(other)).toContainText('Not the data set that these settings ask for');
  await dialog(other).getByRole('button', { name: 'Discard' }).click();
  // Packed in another way, they are the same data.
  await drop(other, 'birds.tar.gz', await tarGzOf(await folderOfJpegs(80)));
  await expect(dialog(other)).toContainText('This is the data set that these settings ask for');
  await dialog(other).getByRole('button', { name: 'Use for this visit' }).click();
  await expect(wanted).toHaveCount(0);
  await convert(other);
  const second = await waitForStatus(other, 'finished');
  expect(second.spec.network).toBe(first.spec.network);
  expect(second.report?.snn?.test).toEqual(first.report!.snn!.test);
  expect(second.report?.snn?.validation).toEqual(first.report!.snn!.validation);
  // Kept for that visit alone.
  await other.reload();
  await expect(wanted).toBeVisible();
  await expect(other.getByText('Its data are not here').first()).toBeVisible();
  await elsewhere.close();
});

test('a broken archive says what is wrong with it, and the page lives', async ({ page }) => {
  const whole = await tarGzOf(cifar10Files(40, 40));
  await openWorkbench(page, quick);
  await drop(page, 'cut.tar.gz', whole.subarray(0, whole.length / 2));
  await expect(dialog(page).getByRole('alert')).toContainText('cut.tar.gz');
  await expectAccessible(page, '[role=dialog]');
  await dialog(page).getByRole('button', { name: 'Give something else' }).click();
  await drop(page, 'notes.txt', new TextEncoder().encode('hello'));
  await expect(dialog(page).getByRole('alert')).toContainText('notes.txt is of no format that is read');
  await drop(page, 'cifar.tar.gz', whole);
  await expect(dialog(page)).toContainText('inputs of 32×32×3, 10 classes');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Your data …' }).first().click();
  await expect(dialog(page)).toContainText('No data of your own are here yet');
});

/** Writes what a tab leaves behind that is closed while it writes a set. */
async function leaveHalf(page: Page, hash: string): Promise<void> {
  await page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('own-data', { create: true });
    const file = await folder.getFileHandle(name, { create: true });
    const writing = await file.createWritable();
    await writing.write(new Uint8Array(5000));
    await writing.close();
  }, `${hash}.ptl-data`);
}

const keptNames = (page: Page) =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('own-data');
    const names: string[] = [];
    for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys())
      names.push(name);
    return names;
  });

test('a reload in the middle of an import leaves what is kept, and nothing half', async ({ page }) => {
  await openWorkbench(page, quick);
  await drop(page, 'tiny.tar.gz', await tarGzOf(cifar10Files(40, 40)));
  await keep(page);
  const before = await keptNames(page);
  expect(before).toHaveLength(1);
  await leaveHalf(page, 'ab'.repeat(32));
  await drop(page, 'large.tar.gz', await tarGzOf(cifar10Files(10_000, 10_000)));
  await expect(dialog(page).getByRole('progressbar')).toBeVisible();
  await page.reload();
  await expect.poll(() => keptNames(page)).toEqual(before);
  await page.getByRole('button', { name: 'Your data …' }).first().click();
  const list = dialog(page).getByRole('region', { name: 'Data sets at hand' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText('tiny');
  await list.getByRole('button', { name: 'Delete: tiny' }).click();
  await list.getByRole('button', { name: 'Delete for good: tiny' }).click();
  await expect(list).toContainText('No data of your own are here yet');
  expect(await keptNames(page)).toEqual([]);
});
