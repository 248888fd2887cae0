/**
 * Tests that there is no serious violation, in light and dark, empty and finished, on a desk and on
 * a phone.
 */
import { convert, expect, expectAccessible, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

for (const colorScheme of ['light', 'dark'] as const)
  test(`accessible in ${colorScheme}, empty and finished`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openWorkbench(page, smallRun);
    await expect(page.getByText(/ANN and SNN (agree|differ)/)).toBeVisible();
    await expectAccessible(page);
    await convert(page);
    await waitForStatus(page, 'finished');
    await expectAccessible(page);
  });

test('accessible and without sideways scrolling on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorkbench(page, smallRun);
  await expect(page.getByRole('button', { name: 'Convert', exact: true })).toBeInViewport();
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('a run can be started and stopped by keyboard alone', async ({ page }) => {
  await openWorkbench(page, smallRun);
  await page.keyboard.press('Space');
  await waitForStatus(page, 'finished');
});
