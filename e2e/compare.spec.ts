/** Tests two runs side by side: in the chart, in a table, layer by layer, and as a file. */
import { readFile } from 'node:fs/promises';
import { convert, expect, expectAccessible, openWorkbench, smallRun, storedRuns, test } from './page.ts';

const percent = (share: number, digits: number) => new RegExp(`${(100 * share).toFixed(digits)}\\s%`);

test('two runs are compared as they are stored', async ({ page }) => {
  const finished = async () => (await storedRuns(page)).filter((run) => run.status === 'finished');
  const bar = page.getByRole('contentinfo');
  const dialog = page.getByRole('dialog', { name: 'Compare runs' });

  await openWorkbench(page, smallRun);
  await bar.getByRole('button', { name: 'Compare' }).click();
  await expect(dialog.getByText('Nothing has run yet')).toBeVisible();
  await page.keyboard.press('Escape');

  await convert(page);
  await expect.poll(async () => (await finished()).length, { timeout: 240_000 }).toBe(1);
  await bar.getByRole('button', { name: 'Compare' }).click();
  await expect(dialog.getByText('There is one run so far')).toBeVisible();
  await page.keyboard.press('Escape');

  const steps = page.getByRole('textbox', { name: 'Time steps Ns' });
  await steps.fill('4');
  await steps.press('Enter');
  await convert(page);
  await expect.poll(async () => (await finished()).length, { timeout: 240_000 }).toBe(2);
  // The workers of both runs are gone; the simulation worker stays.
  await expect.poll(() => page.workers().length).toBe(1);
  const runs = await finished();
  const shown = runs.find((run) => run.spec.timeSteps === 4)!;
  const other = runs.find((run) => run.spec.timeSteps === 8)!;

  // Chosen by keys; then it is in the chart, whose numbers are read by keys too.
  const box = bar.getByRole('checkbox');
  await expect(box).toHaveCount(1);
  await box.focus();
  await page.keyboard.press('Space');
  await expect(box).toBeChecked();
  const progress = page.getByRole('region', { name: 'Accuracy while converting' });
  await expect(progress.getByTitle('Ns 8')).toBeVisible();
  const last = percent(other.epochs.at(-1)!.validation.accuracy, 1);
  await expect(progress.getByText(/Compared with it: Ns 8 ends at/)).toHaveText(last);
  await progress.getByRole('application').focus();
  await page.keyboard.press('End');
  const told = progress.getByRole('status').filter({ hasText: 'fc3 · epoch 1' });
  await expect(told).toContainText('2 Ns 8');
  await expect(told).toContainText(percent(shown.epochs.at(-1)!.validation.accuracy, 1));
  await expectAccessible(page);

  await bar.getByRole('button', { name: 'Compare 2 runs' }).click();
  const [here, there] = [shown.report!, other.report!];
  await expect(dialog.getByRole('list', { name: 'Are the differences chance?' })).toContainText(
    /Run 2 answers [\d,]+ of the 10,000 test images right that run 1 gets wrong, and [\d,]+ the other way; McNemar’s exact p/,
  );

  // The table has a row per run, sorted by mouse and by keys.
  const head = (name: string) => dialog.getByRole('columnheader', { name });
  const names = dialog.locator('tbody').getByRole('rowheader');
  await expect(head('run')).toHaveAttribute('aria-sort', 'ascending');
  await expect(names).toContainText(['Ns 4', 'Ns 8']);
  await head('SynOps ratio').getByRole('button').click();
  await expect(head('SynOps ratio')).toHaveAttribute('aria-sort', 'ascending');
  await expect(head('run')).toHaveAttribute('aria-sort', 'none');
  await expect(names).toContainText(['Ns 4', 'Ns 8']);
  await head('SynOps ratio').getByRole('button').press('Enter');
  await expect(head('SynOps ratio')).toHaveAttribute('aria-sort', 'descending');
  await expect(names).toContainText(['Ns 8', 'Ns 4']);
  await head('T (steps)').getByRole('button').focus();
  await page.keyboard.press('Space');
  await expect(names).toContainText(['Ns 4', 'Ns 8']);
  // The best run has the higher validation accuracy, not fewer operations.
  const gain = here.snn!.validation.accuracy - there.snn!.validation.accuracy;
  const best = gain > 0 || (gain === 0 && here.cost!.ratio < there.cost!.ratio) ? 'Ns 4' : 'Ns 8';
  await expect(names.filter({ hasText: 'best' })).toHaveCount(1);
  await expect(names.filter({ hasText: 'best' })).toContainText(best);
  await expect(dialog.getByText(/^Best is the run with the highest validation accuracy/)).toBeVisible();
  await expectAccessible(page);

  await dialog.getByText('Settings and outcome').click();
  const row = (name: string) =>
    dialog.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  const cells = (name: string) => row(name).getByRole('cell');
  await expect(cells('SNN test accuracy').first()).toContainText(percent(here.snn!.test.accuracy, 2));
  await expect(cells('SNN test accuracy').last()).toContainText(percent(there.snn!.test.accuracy, 2));
  await expect(cells('SynOps ratio').first()).toContainText(`${here.cost!.ratio.toFixed(2)}×`);
  await expect(cells('Time steps Ns')).toHaveText(['4', '8']);
  // Fewer steps give fewer spikes.
  expect(here.cost!.ratio).toBeLessThan(there.cost!.ratio);
  await expect(dialog.getByText('best', { exact: true })).toHaveCount(1);
  await expect(row('Patience Tp')).toHaveCount(0);
  await expect(cells('Seed')).toHaveText(['1', '1']);
  await expectAccessible(page);

  await dialog.getByText('Layer by layer').click();
  const fc3 = dialog.getByRole('rowgroup').filter({ hasText: 'fc3' });
  const after = fc3.getByRole('row').filter({ hasText: 'Accuracy after' }).getByRole('cell');
  await expect(after.first()).toContainText(percent(here.stages[2]!.kept.accuracy, 1));
  await expect(after.last()).toContainText(percent(there.stages[2]!.kept.accuracy, 1));
  await expect(after.last()).toContainText('points');

  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'CSV' }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).split('\n');
  expect(lines[0]).toBe('group,quantity,unit,1 Ns 4,2 Ns 8');
  expect(lines).toContain(`run,id,,${shown.id},${other.id}`);
  expect(lines).toContain(
    `Outcome,SNN test accuracy,0-1,${here.snn!.test.accuracy},${there.snn!.test.accuracy}`,
  );
  expect(lines).toContain(`Outcome,SynOps ratio,,${here.cost!.ratio},${there.cost!.ratio}`);

  // The one that was compared comes first and changes places with the other.
  await dialog.getByRole('button', { name: 'Make Ns 8 the first run' }).click();
  await expect(dialog.getByRole('columnheader').first()).toContainText('Ns 8');
  await expect(dialog.getByRole('button', { name: 'Make Ns 4 the first run' })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await dialog.getByRole('button', { name: 'Clear' }).click();
  await expect(dialog.getByText('Tick a run')).toBeVisible();
});
