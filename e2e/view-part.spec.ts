/** Tests the part of a link that says how the page is shown. */
import { expect, openWorkbench, smallRun, test } from './page.ts';

test('a link opens its tab, layer and image, and Share makes such a link', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWorkbench(page, `${smallRun}&tab=live,counts&layer=conv2&image=17`);
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  const image = page.getByRole('textbox', { name: 'Test image', exact: true });
  await expect(tab('Counts')).toHaveAttribute('aria-selected', 'true');
  await expect(tab('Without training')).toHaveAttribute('aria-selected', 'false');
  await expect(page.getByRole('radio', { name: /conv2/ })).toBeChecked();
  await expect(image).toHaveValue('17');

  // They outlive a look at the sweep, and so do those chosen by hand.
  await tab('Layers').click();
  await image.fill('18');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Sweep' }).check({ force: true });
  await expect(page.getByRole('form', { name: 'Sweep' })).toBeVisible();
  await page.getByRole('radio', { name: 'Run', exact: true }).check({ force: true });
  await expect(tab('Layers')).toHaveAttribute('aria-selected', 'true');
  await expect(image).toHaveValue('18');

  await page.getByRole('button', { name: 'More ways to share' }).click();
  const link = page.getByRole('dialog').getByLabel('Link', { exact: true });
  await expect(link).toHaveValue(/&tab=live,layers&layer=conv2&image=18$/);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await link.inputValue());
  await page.getByRole('switch', { name: 'With what is shown' }).click({ force: true });
  await expect(link).not.toHaveValue(/image=/);
});

test('what a link says of the view in vain is said in words, and the rest holds', async ({ page }) => {
  await openWorkbench(page, `${smallRun}&ns=4&tab=kitchen&image=3`);
  await expect(page.getByRole('alert')).toContainText('tab takes live, untuned');
  await expect(page.getByRole('textbox', { name: 'Test image', exact: true })).toHaveValue('3');
  await expect(page.getByRole('status').filter({ hasText: 'not yet run' })).toContainText('Ns 4');
});
