/**
 * Tests a link that is opened where other runs are stored: the page shows the link's experiment,
 * never another run's figures.
 */
import { convert, expect, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

test('a link shows its own run, or that it has none yet, beside the runs that are stored', async ({
  page,
}) => {
  await openWorkbench(page, smallRun);
  await convert(page);
  await waitForStatus(page, 'finished');
  const outcome = page.getByRole('status').filter({ hasText: /^Converted · Ns/ });
  const empty = page.getByRole('status').filter({ hasText: 'not yet run in this browser' });
  const chip = page.getByRole('contentinfo').getByRole('listitem');
  await expect(outcome).toBeVisible();
  await expect(empty).toHaveCount(0);

  // A new load of the page, not a change of the address in an open one.
  await page.goto('about:blank');
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorkbench(page, `${smallRun}&ns=3`);
  await expect(empty).toBeInViewport();
  await expect(empty).toContainText('Ns 3');
  await expect(empty).toContainText('Press ▶ Convert');
  await expect(outcome).toHaveCount(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(chip).toHaveCount(1);
  await expect(page.getByText('Changed since this run')).toHaveCount(0);
  await chip.getByRole('button').first().click();
  await expect(outcome).toBeVisible();
  await expect(empty).toHaveCount(0);
  await expect(page.getByText('Changed since this run')).toBeVisible();

  // A sweep shows no run that settings could differ from.
  await page.keyboard.press('w');
  await expect(page.getByRole('form', { name: 'Sweep' })).toBeVisible();
  await expect(page.getByText('Changed since this run')).toHaveCount(0);
  await page.keyboard.press('w');

  // Links put into an open page do the same.
  const follow = (hash: string) =>
    page.evaluate((next) => {
      location.hash = next;
    }, hash);
  await follow(`${smallRun}&ns=5`);
  await expect(empty).toContainText('Ns 5');
  await expect(outcome).toHaveCount(0);
  await follow(smallRun);
  await expect(outcome).toBeVisible();

  await page.goto('about:blank');
  await openWorkbench(page, smallRun);
  await expect(outcome).toBeVisible();
  await expect(empty).toHaveCount(0);
});
