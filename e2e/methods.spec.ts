/**
 * Tests methods beside each other: chosen by link and in the form, run, compared, written into a
 * file; and a link that names an unknown one.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  convert,
  expect,
  expectAccessible,
  openWorkbench,
  type StoredRun,
  storedRuns,
  test,
} from './page.ts';

/** Few images and one worker, which suffice to show what a method does. */
const small = '#v=1&preset=first-look@2&train=512&val=128&cal=128&backend=wasm&ns=4';

const percent = (share: number, digits: number) => new RegExp(`${(100 * share).toFixed(digits)}\\s%`);
const method = (page: Page) => page.getByRole('combobox', { name: 'Method' });

/** Returns the run of a method, once it is stored as finished. */
async function finished(page: Page, id: string): Promise<StoredRun> {
  const find = async () =>
    (await storedRuns(page)).find(({ spec, status }) => spec.method === id && status === 'finished');
  await expect.poll(async () => Boolean(await find()), { timeout: 240_000 }).toBe(true);
  return (await find())!;
}

/** Expects the line of a run to show its stored score. */
async function expectOutcome(page: Page, run: StoredRun, title: string): Promise<void> {
  const outcome = page.getByRole('status').filter({ hasText: title });
  await expect(outcome).toContainText(percent(run.report!.snn!.test.accuracy, 2));
}

test('three methods on one network: run, compared, exported', async ({ page }) => {
  await openWorkbench(page, `${small}&method=rate`);
  await expect(method(page)).toHaveValue('rate');
  await expect(page.getByText(/Nothing is trained: firing rates stand for/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Patience Tp' })).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Without training' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'epoch', exact: true })).toBeDisabled();
  await page.getByRole('radiogroup', { name: 'Reset' }).getByText('hard').click();
  await convert(page);
  const rate = await finished(page, 'rate');
  expect(rate.spec).toMatchObject({ timeSteps: 4, reset: 'hard' });
  expect(rate.report!.stages).toEqual([]);
  await expectOutcome(page, rate, 'Rate conversion');
  await expect(page.getByRole('img', { name: /Rate conversion: 1: .*, 4: \d/ })).toBeVisible();
  const strip = page.getByRole('radiogroup', { name: 'Layers of the network' });
  await expect(strip.getByText('spiking')).toHaveCount(3);
  await expect(strip).toContainText(percent(rate.report!.snn!.validation.accuracy, 1));
  await expectAccessible(page);

  await method(page).selectOption('ptl');
  await expect(page.getByRole('radiogroup', { name: 'Reset' })).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Most epochs per stage' }).fill('1');
  await convert(page);
  const ptl = await finished(page, 'ptl');
  expect(ptl.spec).toMatchObject({ timeSteps: 4, reset: 'soft' });
  await expect(page.getByRole('status').filter({ hasText: /^Converted · Ns 4/ })).toContainText(
    percent(ptl.report!.snn!.test.accuracy, 2),
  );

  await method(page).selectOption('clip-floor-shift');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const staircase = await finished(page, 'clip-floor-shift');
  expect(staircase.report!.stages.map(({ layer }) => layer)).toEqual(['all layers']);
  await expectOutcome(page, staircase, 'Clip–floor–shift');
  await expect(strip.getByText('spiking')).toHaveCount(3);

  const bar = page.getByRole('contentinfo');
  for (const box of await bar.getByRole('checkbox').all()) await box.check();
  // Its one stage is its only column, whichever run is laid over it.
  const bands = page.getByRole('region', { name: 'Accuracy while converting' }).locator('svg g > title');
  await expect(bands.filter({ hasText: /^Stage/ })).toHaveText(['Stage 1: all layers']);
  await bar.getByRole('button', { name: 'Compare 3 runs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare runs' });
  await expect(dialog.locator('tbody').getByRole('row')).toHaveCount(3);
  await dialog.getByText('Settings and outcome').click();
  const cells = (name: string) =>
    dialog
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
      .getByRole('cell');
  await expect(cells('Method')).toHaveCount(3);
  await expect(cells('Method').first()).toHaveText('Clip–floor–shift');
  await expect(dialog.getByRole('row').filter({ hasText: 'Quantisation steps' })).toHaveCount(0);

  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'CSV' }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).split('\n');
  const ids = lines
    .find((line) => line.startsWith('run,id,'))!
    .split(',')
    .slice(3);
  expect(ids[0]).toBe(staircase.id);
  const runs = ids.map((id) => [rate, ptl, staircase].find((run) => run.id === id)!);
  const row = (quantity: string, unit: string, values: readonly (string | number)[]) =>
    `${quantity},${unit},${values.join()}`;
  expect(lines).toContain(
    row(
      'Settings that differ,Method',
      '',
      runs.map(({ spec }) => spec.method),
    ),
  );
  expect(lines).toContain(
    row(
      'Outcome,SNN test accuracy',
      '0-1',
      runs.map(({ report }) => report!.snn!.test.accuracy),
    ),
  );
  expect(lines).toContain(
    row(
      'Outcome,Training epochs',
      'epochs',
      runs.map(({ report }) => report!.stages.reduce((sum, { epochs }) => sum + epochs, 0)),
    ),
  );
  const touched = lines
    .find((line) => line.startsWith('Outcome,Parameters touched,'))!
    .split(',')
    .slice(3);
  expect(touched[ids.indexOf(rate.id)]).toBe('0');
  await page.keyboard.press('Escape');

  await method(page).selectOption('rate');
  await expect(
    page.getByRole('radiogroup', { name: 'Reset' }).getByRole('radio', { name: 'hard' }),
  ).toBeChecked();
});

test('a method that there is not, and cells that a method refuses, are said before anything runs', async ({
  page,
}) => {
  await openWorkbench(page, `${small}&method=magic`);
  await expect(
    page.getByRole('alert').filter({ hasText: /method must be one of ptl, .* \(got "magic"\); ptl is used/ }),
  ).toBeVisible();
  await expect(method(page)).toHaveValue('ptl');

  await page.evaluate((hash) => {
    location.hash = hash;
  }, `${small}&grid=method:ptl,rate;ns:8,128`);
  const form = page.getByRole('form', { name: 'Sweep' });
  await expect(form.getByRole('note')).toContainText(
    /One combination cannot run and is left out.*method=ptl,ns=128: timeSteps: .*at most 64 \(got 128\)/,
  );
  await expect(form.getByRole('button', { name: 'Run 3 cells' })).toBeEnabled();
  await expectAccessible(page);
});
