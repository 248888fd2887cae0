/** Tests the minute for teaching: moving Ns converts again without training. */
import { expect, openWorkbench, test } from './page.ts';

test('moving Ns shows another untuned accuracy, and the curve fills', async ({ page }) => {
  await openWorkbench(page);
  const panel = page.getByRole('tabpanel', { name: 'Without training' });
  const figure = panel.getByText(/\d+\.\d\s%/).first();
  await expect(figure).toBeVisible({ timeout: 120_000 });
  const before = await figure.textContent();
  const steps = page.getByRole('textbox', { name: 'Time steps Ns' });
  await steps.fill('2');
  await steps.press('Enter');
  await expect(figure).not.toHaveText(before as string, { timeout: 120_000 });
  await expect(page).toHaveURL(/ns=2/);
  await expect(panel.locator('svg').first()).toBeVisible();
});

test('each window of the curve is read and chosen by pointer and keys', async ({ page }) => {
  await openWorkbench(page);
  const curve = page.getByRole('application', { name: /^Untuned accuracy over time steps: .*64: / });
  await expect(curve).toBeVisible({ timeout: 120_000 });
  const box = (await curve.boundingBox())!;
  // The plot ends 14 px before the right edge, where 64 steps lie; it begins behind the axis.
  const left = await curve
    .locator('.recharts-cartesian-grid-horizontal line')
    .first()
    .evaluate((line) => Number(line.getAttribute('x1')));
  const steps = page.getByRole('textbox', { name: 'Time steps Ns' });
  for (const window of [24, 32, 64, 8]) {
    const x = left + (Math.log2(window) / 6) * (box.width - left - 14);
    await page.mouse.move(box.x + x, box.y + box.height / 2);
    await expect(curve.getByRole('status')).toHaveText(
      new RegExp(`^Ns ${window}just converted [\\d.]+\\s%.±`),
    );
    await page.mouse.down();
    await page.mouse.up();
    await expect(steps).toHaveValue(String(window));
  }
  await curve.focus();
  await page.keyboard.press('End');
  await expect(curve.getByRole('status')).toContainText('Ns 64');
  await page.keyboard.press('Enter');
  await expect(steps).toHaveValue('64');
});
