/**
 * Drops an ONNX network, converts it, saves the run as a zip and as NIR and its analog network as
 * TensorFlow.js and ONNX, and opens what was saved in a browser that has never seen it.
 */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { lower } from '../src/exchange/models/lower.ts';
import { readOnnx } from '../src/exchange/models/onnx/read-onnx.ts';
import { readTfjs } from '../src/exchange/models/tfjs/read-tfjs.ts';
import { plainNetwork } from '../src/exchange/nir/testing/plain-simulator.ts';
import { writeNir } from '../src/exchange/nir/write.ts';
import { toLayers } from '../src/networks/chain.ts';
import { parseNotation } from '../src/networks/notation.ts';
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

  const [description, weights] = await saved(page, 'Analog network (TensorFlow.js)', 2);
  const model = JSON.parse(await readFile(await description!.path(), 'utf8'));
  expect(description!.suggestedFilename()).toMatch(/\.ann\.model\.json$/);
  expect(model.weightsManifest[0].paths).toEqual([weights!.suggestedFilename()]);
  const shards = new Map([
    [weights!.suggestedFilename(), new Uint8Array(await readFile(await weights!.path()))],
  ]);
  const described = readTfjs(new TextEncoder().encode(JSON.stringify(model)), shards);
  expect(lower(described, { pooling: 'max' }).checkpoint!.notation).toBe(network);
  const [onnx] = await saved(page, 'Analog network (ONNX)');
  const ann = lower(readOnnx(new Uint8Array(await readFile(await onnx!.path()))), { pooling: 'max' });
  expect(ann.checkpoint!.notation).toBe(network);

  const [methods] = await saved(page, 'Methods paragraph and BibTeX');
  expect(await readFile(await methods!.path(), 'utf8')).toContain('progressive tandem learning');
  const [latex] = await saved(page, 'Table of stages (LaTeX)');
  expect(await readFile(await latex!.path(), 'utf8')).toContain('\\toprule');
  const figures = await reportOf(page);
  const [zip] = await saved(page, 'Whole run (zip)');
  const bytes = await readFile(await zip!.path());

  // Here the run is stored already, just the same.
  await drop(page, 'run.zip', bytes);
  await expect(given.getByRole('status')).toHaveText('0 runs added. 1 was there already.');
  await given.getByRole('button', { name: 'Show the run' }).click();
  await expect(given).toHaveCount(0);

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
  await other.keyboard.press('Escape');

  // A drop finds out that the zip is a run, and brings the network that it started from.
  await drop(other, 'run.zip', bytes);
  const yours = other.getByRole('dialog', { name: 'Your data' });
  await expect(yours.getByRole('status')).toHaveText(
    '1 run added. Its network net.onnx is kept in “Your data”.',
  );
  await expectAccessible(other, '[role=dialog]');
  await yours.getByRole('button', { name: 'Show the run' }).click();
  await expect(yours).toHaveCount(0);
  expect(await reportOf(other)).toEqual(figures);
  await bar(other).getByRole('button', { name: 'Stored', exact: true }).click();
  await importFile(other, 'run.zip', bytes);
  await expect(dialog(other).getByRole('status')).toHaveText('0 runs added. 1 was there already.');
  await other.keyboard.press('Escape');
  await openMenu(other);
  await other.getByRole('menuitem', { name: 'Use the settings of this run' }).click();
  await convert(other);
  const again = await waitForStatus(other, 'finished');
  expect(again.spec).toEqual(run.spec);
  await elsewhere.close();
});

test('a dropped NIR file is shown and simulated, and one that is none is refused', async ({ page }) => {
  const neurons = 10;
  const [layer] = toLayers(parseNotation('28x28-10'));
  const weight = Float32Array.from({ length: 784 * neurons }, (_, i) => ((i * 31) % 97) / 97 - 0.5);
  const nir = await writeNir({
    ...{ inputShape: [28, 28, 1], timeSteps: 4, initialPotential: 'zero', firstLayerBias: 'spread' },
    ...{ task: 'classification', back: [] },
    layers: [{ layer: layer!, weight, bias: new Float32Array(neurons), threshold: null }],
  });
  await openWorkbench(page);
  const given = page.getByRole('dialog', { name: 'Your data' });
  await drop(page, 'net.nir', nir.subarray(0, 700));
  await expect(given.getByRole('alert')).toContainText('net.nir was not read');
  await drop(page, 'net.nir', nir);
  await expect(given.getByRole('status')).toContainText(/Accuracy [\d.]+.% on 500 validation examples/);
  const layers = given.getByRole('region', { name: 'Layers of the file' });
  await expect(layers.getByRole('row', { name: /^output/ })).toContainText('flattening, dense layer');
  await expect(given.getByRole('region', { name: 'How it runs' })).toContainText('runs for 4 steps');
  await expectAccessible(page, '[role=dialog]');
  await given.getByRole('button', { name: 'Give something else' }).click();
  await expect(given.getByText('Choose files')).toBeVisible();
});
