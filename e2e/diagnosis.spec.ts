/**
 * Tests where the accuracy was lost: before any run and of a run, with its suggestion taken, and
 * the percentile moved on the histogram.
 */
import type { Page } from '@playwright/test';
import { convert, expect, expectAccessible, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

/** A conversion takes some time on a busy machine. */
const soon = { timeout: 120_000 };

const inspector = (page: Page) => page.getByRole('region', { name: 'Stage inspector' });
const bars = (page: Page) => inspector(page).getByRole('list', { name: 'Losses by layer' });
const percentileSlider = (page: Page) =>
  inspector(page).getByRole('slider', { name: 'Percentile of the upper bound' });

async function openLosses(page: Page): Promise<void> {
  await inspector(page).getByRole('tab', { name: 'Where did the accuracy go?' }).click();
  await expect(bars(page)).toBeVisible(soon);
}

test('a network that clips says so before any run, and the suggestion is one press away', async ({
  page,
}) => {
  await openWorkbench(page, '#v=1&preset=first-look@2&pct=90');
  await openLosses(page);
  for (const layer of ['conv1', 'conv2', 'fc3'])
    await expect(
      bars(page).getByRole('button', { name: new RegExp(`^${layer}: inherited .* whole error`) }),
    ).toBeVisible();
  await expect(inspector(page).getByText(/conv1, which cuts off .* raise the percentile/)).toBeVisible();
  await expect(inspector(page).getByText(/Effect: \+\d+\.\d.points without training/)).toBeVisible(soon);
  await expectAccessible(page, 'main');

  await inspector(page).getByText('table', { exact: true }).click();
  await expect(inspector(page).getByRole('row', { name: /conv1/ })).toBeVisible();
  await inspector(page)
    .getByRole('button', { name: /Set percentile/ })
    .click();
  await expect(page.getByRole('radio', { name: 'p99.9' })).toBeChecked();
  await expect(page).not.toHaveURL(/pct=90/);
  // The diagnosis follows: it no longer names clipping.
  await expect(inspector(page).getByText(/rounding down to 8 steps/)).toBeVisible(soon);
});

test('the percentile moves by keys and by hand, and the untuned accuracy follows', async ({ page }) => {
  await openWorkbench(page);
  const slider = percentileSlider(page);
  await expect(slider).toHaveAttribute('aria-valuenow', '99.9', soon);
  const figure = page
    .getByRole('tabpanel', { name: 'Without training' })
    .getByText(/\d+\.\d\s%/)
    .first();
  await expect(figure).toBeVisible(soon);
  const before = (await figure.textContent()) as string;
  await slider.focus();
  await slider.press('PageDown');
  await slider.press('PageDown');
  await expect(slider).toHaveAttribute('aria-valuenow', '90');
  await expect(slider).toHaveAttribute('aria-valuetext', /percentile 90: bound .*, step .*, clips .*%/);
  await expect(page).toHaveURL(/pct=90/);
  await expect(figure).not.toHaveText(before, soon);

  const box = (await slider.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 4 });
  const dragged = Number(await slider.getAttribute('aria-valuenow'));
  expect(dragged).toBeGreaterThan(90);
  await expect(page).toHaveURL(/pct=90/);
  await page.mouse.up();
  await expect(page).toHaveURL(new RegExp(`pct=${dragged}(&|$)`));
  await expectAccessible(page, 'main');
});

test('a run has its losses layer by layer', async ({ page }) => {
  await openWorkbench(page, smallRun);
  await convert(page);
  await waitForStatus(page, 'finished');
  await openLosses(page);
  await expect(bars(page).getByRole('button')).toHaveCount(3);
  await expect(
    inspector(page)
      .getByText(/Effect: |points without training/)
      .first(),
  ).toBeVisible(soon);
  // The effect is measured without training, but the run has been tuned.
  await expect(
    inspector(page).getByText(/This run was tuned and has \d+\.\d\s% on 128 validation images/),
  ).toBeVisible();
  await expect(inspector(page).getByText(/A bar ends with the sum of its causes/)).toBeVisible();
  await bars(page)
    .getByRole('button', { name: /^conv2/ })
    .click();
  await expect(inspector(page).getByText(/^conv2: inherited/)).toBeVisible();
});

test('every view says whose it is, and settings changed in mid-run change nothing of the run', async ({
  page,
}) => {
  await openWorkbench(page, smallRun);
  const sample = page.getByRole('complementary', { name: 'One image, inside' });
  const untuned = page.getByRole('tabpanel', { name: 'Without training' });
  await expect(sample.getByText('Your settings, Ns 8: converted, not tuned')).toBeVisible();
  await expect(untuned.getByText('Your settings, Ns 8: converted, not tuned')).toBeVisible(soon);
  await page.getByRole('button', { name: 'epoch', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible(soon);

  // In the first stage no layer but the first has been converted.
  await expect(sample.getByText('Run under way, Ns 8, as stage 1 begins: conv1 converted')).toBeVisible();
  await expect(sample.getByRole('combobox', { name: 'Layer of the raster' })).toContainText('conv2 (analog)');
  await expect(inspector(page).getByText('Run under way, Ns 8')).toBeVisible();
  const steps = inspector(page).getByText(/the 8 steps of ϑ = /);
  const measured = (await steps.textContent()) as string;
  await page.getByText('p99', { exact: true }).click();
  await expect(page.getByText(/On screen: the run p99.9. Settings, preset and link: p99/)).toBeVisible();
  await expect(inspector(page).getByText(/In your settings: p99: bound ≈ .*, step ϑ ≈ /)).toBeVisible();
  await expect(steps).toHaveText(measured);
  await expect(percentileSlider(page)).toHaveAttribute('aria-valuenow', '99');
  await page.getByRole('tab', { name: 'Without training' }).click();
  await expect(untuned.getByText(/^Your settings, .*: converted, not tuned/)).toBeVisible();

  await page.getByRole('button', { name: 'Go on' }).click();
  await waitForStatus(page, 'finished');
  await expect(sample.getByText('Finished run, Ns 8')).toBeVisible();
  // After tuning the bound is no percentile of the activations shown, and is not called one.
  await expect(
    inspector(page).getByText(/^Bound .* The bound is p99\.9 of the activations before tuning/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Use the settings of the run on screen' }).click();
  await expect(page.getByText(/On screen: the run/)).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`on a phone in ${colorScheme}: accessible, nothing sideways`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 390, height: 844 });
    await openWorkbench(page);
    await expect(percentileSlider(page)).toBeVisible(soon);
    await openLosses(page);
    await expect(inspector(page).getByText(/Effect: /)).toBeVisible(soon);
    await expectAccessible(page, 'main');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
