/**
 * Tests slow motion: one image step by step with the raster's numbers, and the diagrams of a
 * conversion and of a tandem step, by keys.
 */
import type { Locator, Page } from '@playwright/test';
import { convert, expect, expectAccessible, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

const untuned = '#v=1&preset=first-look@3&ns=8';

async function openSlowMotion(page: Page): Promise<Locator> {
  await expect(page.getByRole('button', { name: 'Slow motion' })).toBeVisible();
  await page.keyboard.press('m');
  const film = page.getByRole('dialog', { name: 'Slow motion' });
  // It is loaded at its first opening, while the first visit fetches the rest of the site too.
  await expect(film.getByRole('slider', { name: 'The step shown' })).toBeVisible({ timeout: 120_000 });
  return film;
}

const wholeOf = (text: string) => Number(text.replaceAll(',', ''));

/** The rows of the table: layer, spikes at this step, spikes so far, rate so far. */
async function rowsOf(film: Locator) {
  const rows = film.getByRole('table').getByRole('row');
  const texts = await rows.evaluateAll((all) =>
    all.slice(1).map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
  );
  return texts.map(([layer, now, far, rate]) => ({
    layer: layer!,
    now: wholeOf(now!),
    far: wholeOf(far!),
    rate: rate!,
  }));
}

test.describe('one image', () => {
  test.use({ reducedMotion: 'reduce' });

  test('spikes of each step add up to the raster’s, by keys alone', async ({ page }) => {
    await openWorkbench(page, untuned);
    await expect(page.getByRole('img', { name: /^Spikes of 40 of 64 neurons of fc3/ })).toBeVisible();
    const raster = await page.getByRole('img', { name: /^Spikes of/ }).getAttribute('aria-label');
    const [, rate] = /firing rate (.*)\.$/.exec(raster!)!;
    const busiest = await page.getByRole('slider', { name: 'Neuron of fc3' }).getAttribute('aria-valuetext');
    const film = await openSlowMotion(page);
    // Whoever asked for less motion starts it.
    await expect(film.getByRole('button', { name: 'Play', exact: true })).toBeFocused();
    await expect(film.getByText('Before the first step')).toBeVisible();
    await film.getByText('This step in numbers').click();
    await film.getByRole('button', { name: 'Play', exact: true }).focus();
    const sums: Record<string, number> = {};
    for (let step = 1; step <= 8; step++) {
      await page.keyboard.press('ArrowRight');
      await expect(film.getByRole('status')).toHaveText(`Step ${step} of 8${step === 8 ? ', the end' : ''}`);
      for (const { layer, now, far } of await rowsOf(film)) {
        sums[layer] = (sums[layer] ?? 0) + now;
        expect(far).toBe(sums[layer]);
      }
    }
    const rows = await rowsOf(film);
    expect(rows.map(({ layer }) => layer)).toEqual(['conv1', 'conv2', 'fc3']);
    expect(rows[2]!.rate).toBe(rate);
    await expect(film.getByText(`${busiest} so far`)).toBeVisible();
    await expect(film.getByText(/^Answer so far: \d, since step \d\. It has not changed from/)).toBeVisible();
    await page.keyboard.press('Home');
    await expect(film.getByText('Before the first step')).toBeVisible();
    await page.keyboard.press('End');
    await expect(film.getByText('Step 8 of 8, the end')).toBeVisible();
    // The ANN comes beside the counts at the end.
    await expect(film.getByRole('img', { name: 'conv1: activations of the ANN' })).toBeVisible();
    await expect(film.getByText(/off by .* on average/)).toHaveCount(3);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(film).toBeHidden();
  });

  test('a neuron is chosen by a click or by its number', async ({ page }) => {
    await openWorkbench(page, untuned);
    const film = await openSlowMotion(page);
    await film.getByRole('button', { name: 'To the start' }).focus();
    await page.keyboard.press('End');
    await film.getByRole('img', { name: /^conv1: 8 maps/ }).click({ position: { x: 3, y: 3 } });
    await expect(film.getByText('row 0 · col 0 · channel 0: ')).toBeVisible();
    await film.getByRole('textbox', { name: 'Neuron' }).fill('9');
    await expect(film.getByText('row 0 · col 1 · channel 1: ')).toBeVisible();
    await film.getByRole('button', { name: 'Next busiest' }).click();
    await expect(film.getByRole('img', { name: /^Membrane potential over 8 steps/ })).toBeVisible();
  });
});

test('it plays by itself to the end, and pauses', async ({ page }) => {
  await openWorkbench(page, untuned);
  const film = await openSlowMotion(page);
  await film.getByRole('button', { name: 'Pause' }).click();
  const shown = await film.getByRole('status').textContent();
  await expect(film.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await film.getByText('fast', { exact: true }).click();
  await film.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(film.getByText('Step 8 of 8, the end')).toBeVisible();
  expect(shown).not.toBe('Step 8 of 8, the end');
});

for (const { colorScheme, ...viewport } of [
  { colorScheme: 'light', width: 1440, height: 900 },
  { colorScheme: 'dark', width: 390, height: 844 },
] as const)
  test(`both diagrams step through in ${colorScheme} at ${viewport.width} px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    await openWorkbench(page, untuned);
    const film = await openSlowMotion(page);
    for (const [view, titles] of [
      [
        'A layer converts',
        [
          'fc3 is analog',
          'The upper bound',
          'The step ϑ',
          'Rounded to a count',
          'The tile spikes',
          'What output receives',
        ],
      ],
      [
        'One tandem step',
        [
          'Spikes arrive',
          'Forward by spikes',
          'The analog branch beside it',
          'The loss',
          'Backward through the analog branch',
          'The step of the weights',
        ],
      ],
    ] as const) {
      await film.getByText(view, { exact: true }).click();
      await film.getByRole('combobox', { name: 'Layer' }).selectOption('fc3');
      await film.getByRole('button', { name: 'Play', exact: true }).focus();
      for (const [i, title] of titles.entries()) {
        await expect(film.getByRole('status')).toHaveText(`Phase ${i + 1} of 6`);
        await expect(film.getByRole('img', { name: `: ${title}. ` })).toBeVisible();
        await page.keyboard.press('ArrowRight');
      }
      await expectAccessible(page);
      await film.getByRole('combobox', { name: 'Layer' }).selectOption('conv1');
      await expect(film.getByRole('img', { name: /conv1.*: / }).first()).toBeVisible();
    }
    const { scroll, client } = await film.evaluate(({ scrollWidth, clientWidth }) => ({
      scroll: scrollWidth,
      client: clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
  });

test('a finished run plays too', async ({ page }) => {
  await openWorkbench(page, smallRun);
  await convert(page);
  await waitForStatus(page, 'finished');
  const film = await openSlowMotion(page);
  await expect(film.getByText(/^Finished run/)).toBeVisible();
  await film.getByText('One tandem step', { exact: true }).click();
  await film.getByRole('button', { name: 'The step of the weights' }).click();
  await expect(film.getByText(/counts change, and the loss of this image goes from/).first()).toBeVisible();
});
