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
  await expect(panel.getByRole('img').or(panel.locator('svg')).first()).toBeVisible();
});
