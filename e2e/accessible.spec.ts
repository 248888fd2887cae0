/**
 * Tests that there is no serious violation, in light and dark, empty and finished, on a desk and on
 * a phone.
 */
import type { Page } from '@playwright/test';
import { convert, expect, expectAccessible, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

/** Watches for transitions and animations from the first moment; returns what moved. */
async function watchMotion(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const moved = new Set<string>();
    Object.assign(window, { moved });
    for (const kind of ['transitionrun', 'animationstart'] as const)
      document.addEventListener(
        kind,
        (event) => moved.add(`${kind} of ${(event.target as Element).getAttribute('class')}`),
        true,
      );
  });
  return () => page.evaluate(() => [...(window as unknown as { moved: Set<string> }).moved]);
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`accessible in ${colorScheme}, empty and finished`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const moved = await watchMotion(page);
    await openWorkbench(page, smallRun);
    await expect(page.getByText(/ANN and SNN (agree|differ)/)).toBeVisible();
    await expectAccessible(page);
    await convert(page);
    await waitForStatus(page, 'finished');
    await expectAccessible(page);
    expect(await moved()).toEqual([]);
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
