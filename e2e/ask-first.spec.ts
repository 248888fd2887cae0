/** Tests that panels ask before they compute what takes long, and measure once they are told to. */
import { expect, openWorkbench, test } from './page.ts';

test('a threshold for each channel takes a thousand images: the panels ask, then measure', async ({
  page,
}) => {
  await openWorkbench(page, '#v=1&preset=mnist@3&scope=channel&ns=16');
  const panel = page.getByRole('tabpanel', { name: 'Without training' });
  const ask = panel.getByRole('button', { name: 'Measure it' });
  await expect(ask).toBeVisible();
  await expect(panel.getByText(/it takes about \d+ s each time that a setting moves/)).toBeVisible();
  await expect(panel.getByText(/\d+\.\d\s%/)).toHaveCount(0);
  const layer = page.getByRole('region', { name: 'The selected layer' });
  await expect(layer.getByRole('button', { name: 'Measure it' })).toBeVisible();
  await ask.click();
  await expect(panel.getByText(/\d+\.\d\s%/).first()).toBeVisible({ timeout: 240_000 });
  await expect(layer.getByRole('button', { name: 'Measure it' })).toHaveCount(0);
});
