/** Tests issue 2's path: convert, look inside, reload, open the link elsewhere. */
import { readFile } from 'node:fs/promises';
import {
  convert,
  expect,
  expectAccessible,
  openWorkbench,
  smallRun,
  storedRuns,
  test,
  waitForStatus,
} from './page.ts';

test('first-look as shipped converts to the end and shows real values', async ({ page }) => {
  await openWorkbench(page);
  await convert(page);
  const run = await waitForStatus(page, 'finished');
  const report = run.report!;
  expect(report.stages.map((stage) => stage.layer)).toEqual(['conv1', 'conv2', 'fc3']);
  expect(report.environment!.workers).toBe(2);
  expect(report.snn!.testCount).toBe(10_000);
  expect(report.ann.test.accuracy).toBeGreaterThan(0.98);
  expect(report.snn!.test.accuracy).toBeGreaterThan(0.95);
  expect(report.cost!.ratio).toBeGreaterThan(0);
  for (const stage of [1, 2, 3])
    expect(run.epochs.some((row) => row.stage === stage && row.epoch === 0)).toBe(true);

  // The page shows the stored score.
  const accuracy = (100 * report.snn!.test.accuracy).toFixed(2);
  await expect(page.getByText(new RegExp(accuracy.replace('.', '\\.'))).first()).toBeVisible();
  const strip = page.getByRole('radiogroup', { name: 'Layers of the network' });
  await expect(strip.getByRole('radio', { name: /conv1 spiking/ })).toBeVisible();
  await expect(strip.getByRole('radio', { name: /fc3 spiking/ })).toBeVisible();

  await strip.getByRole('radio', { name: /conv2/ }).click();
  const inspector = page.getByRole('region', { name: 'Stage inspector' });
  await expect(inspector.getByRole('img', { name: /activations/i }).first()).toBeVisible();
  await inspector.getByRole('tab', { name: 'Counts' }).click();
  await expect(inspector.getByText(/correlation|r = /i).first()).toBeVisible();
  await inspector.getByRole('tab', { name: 'Cost' }).click();
  await expect(inspector.getByText(/multiply-accumulates/i).first()).toBeVisible();

  // What an operation costs is a choice, and its caution stands beside it.
  await inspector.getByText('fp32', { exact: true }).click();
  await expect(inspector.getByText(/4\.6 and 0\.9 pJ .* Arithmetic only, no memory/)).toBeVisible();
  await expectAccessible(page);

  const block = inspector.getByRole('region', { name: 'NeuroBench', exact: true });
  await expect(block.getByRole('row', { name: /^Effective ACs/ })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await block.getByRole('button', { name: 'Save NeuroBench’s figures as JSON' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('neurobench.json');
  const file = JSON.parse(await readFile(await download.path(), 'utf8'));
  const { effectiveAcs, effectiveMacs, dense } = report.snn!.neuroBench!;
  expect(file.snn.SynapticOperationsInAll).toEqual({
    Effective_MACs: effectiveMacs,
    Effective_ACs: effectiveAcs,
    Dense: dense,
  });
  expect(file.ann.SynapticOperations.Effective_MACs).toBeGreaterThan(0);
});

test('a sample and a drawn digit show a raster and two answers', async ({ page }) => {
  await openWorkbench(page, smallRun);
  await convert(page);
  await waitForStatus(page, 'finished');
  const sample = page.getByRole('complementary', { name: 'One image, inside' });
  await expect(sample.getByText(/ANN and SNN (agree|differ)/)).toBeVisible();
  await page
    .getByRole('radiogroup', { name: 'Layers of the network' })
    .getByRole('radio', { name: /conv1/ })
    .click();
  await expect(sample.getByRole('img', { name: /raster|spikes/i }).first()).toBeVisible();
  await sample.getByText('draw a digit').click();
  const pad = sample.getByRole('img', { name: /draw/i }).first();
  const box = (await pad.boundingBox())!;
  // The digit one, as a stroke from top to bottom.
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.15);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.85, { steps: 12 });
  await page.mouse.up();
  await expect(sample.getByText(/ANN and SNN agree: 1/)).toBeVisible();

  // The right button draws no bar across it.
  const drawn = await pad.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height / 2);
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up({ button: 'right' });
  expect(await pad.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())).toBe(drawn);
});

test('a reload keeps the run, and the link gives the same accuracy in a fresh profile', async ({
  page,
  browser,
}) => {
  await openWorkbench(page, smallRun);
  await convert(page);
  const first = await waitForStatus(page, 'finished');
  await page.reload();
  await expect(page.getByRole('contentinfo').getByRole('listitem').first()).toBeVisible();
  expect((await storedRuns(page)).map((run) => run.id)).toEqual([first.id]);
  const link = page.url();
  expect(link).toContain('train=512');

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await convert(other);
  const second = await waitForStatus(other, 'finished');
  expect(second.report!.snn!.test.accuracy).toBe(first.report!.snn!.test.accuracy);
  expect(second.epochs.map((row) => row.validation.accuracy)).toEqual(
    first.epochs.map((row) => row.validation.accuracy),
  );
  await elsewhere.close();
});

test('a run cut off by a reload says so and keeps what it had', async ({ page }) => {
  await openWorkbench(page, smallRun.replace('train=512', 'train=6000').replace('max=1', 'max=50&tp=20'));
  await convert(page);
  await expect
    .poll(async () => (await storedRuns(page))[0]?.epochs.length ?? 0, { timeout: 120_000 })
    .toBeGreaterThan(0);
  await page.reload();
  const run = await waitForStatus(page, 'interrupted');
  expect(run.epochs.length).toBeGreaterThan(0);
  await expect(page.getByText(/Cut off/).first()).toBeVisible();
});

test('the stop button ends a run unasked and keeps its curve', async ({ page }) => {
  await openWorkbench(page, smallRun.replace('train=512', 'train=6000').replace('max=1', 'max=50&tp=20'));
  await convert(page);
  await expect
    .poll(async () => (await storedRuns(page))[0]?.epochs.length ?? 0, { timeout: 120_000 })
    .toBeGreaterThan(0);
  // The buttons do not wait until the panels have been drawn anew.
  const besideConvert = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const steering = document.querySelector('fieldset[aria-label="Conversion"]');
        new MutationObserver((_, observer) => {
          if (steering?.querySelector('button')?.textContent !== 'Convert') return;
          observer.disconnect();
          resolve(document.querySelector('header')?.textContent ?? '');
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
  await page.getByRole('group', { name: 'Conversion' }).getByRole('button', { name: 'Stop' }).click();
  expect(await besideConvert).not.toContain('stopped after');
  await expect(page.locator('header').getByText('stopped after')).toBeVisible();
  // Only Escape asks first.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const run = await waitForStatus(page, 'stopped');
  expect(run.epochs.length).toBeGreaterThan(0);
});
