/**
 * Tests that the terms of art are explained: by pointer, by keys, by touch, and all in one list.
 */
import type { Page } from '@playwright/test';
import { terms } from '../src/workbench/words/glossary/terms.ts';
import { expect, expectAccessible, openWorkbench, test } from './page.ts';

/** Opens the page and waits until it answers to keys. */
async function openReady(page: Page): Promise<void> {
  await openWorkbench(page);
  await expect(page.getByRole('radio', { name: /^conv1/ })).toBeVisible();
}

/** Returns the tip with this text. The one before it may still be fading. */
const explained = (page: Page, meaning: string) => page.getByRole('tooltip').filter({ hasText: meaning });

const settings = (page: Page) => page.getByRole('complementary', { name: 'Settings' });

test('a term is explained where it is pointed at, and its label still works', async ({ page }) => {
  await openReady(page);
  await settings(page).getByRole('button', { name: 'Time steps Ns' }).hover();
  const tip = page.getByRole('tooltip');
  await expect(explained(page, terms.timeSteps.meaning)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Time steps Ns' })).toBeVisible();
});

test('Tab reaches one word of a panel, arrows the others', async ({ page }) => {
  await openReady(page);
  const words = settings(page).getByRole('button', {
    name: /^(Method|Time steps Ns|Upper bound|First potential V₀)$/,
  });
  await expect(words).toHaveCount(4);
  await page.getByRole('button', { name: 'Words and keys' }).focus();
  // The heading of the first group lies between.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(words.first()).toBeFocused();
  await expect(explained(page, terms.tandem.meaning)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(words.nth(1)).toBeFocused();
  await expect(explained(page, terms.timeSteps.meaning)).toBeVisible();
  // Space means the word, and not the run.
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Convert', exact: true })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(words.nth(1)).toBeFocused();
  // Of all the words of a panel one is a stop.
  const stops = await settings(page).locator('[role="button"][tabindex="0"]').count();
  expect(stops).toBe(1);
});

test('the first stop leads past the settings to the layers', async ({ page }) => {
  await openReady(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to the layers' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: /^conv1/ })).toBeFocused();
});

test('the help lists every word and names the paper', async ({ page }) => {
  await openReady(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Words and keys' });
  for (const { word, meaning } of Object.values(terms)) {
    await expect(help.getByText(word, { exact: true }).first()).toBeVisible();
    await expect(help.getByText(meaning)).toBeVisible();
  }
  await expect(help.getByRole('link')).toHaveAttribute('href', 'https://arxiv.org/abs/2007.01204');
  await expectAccessible(page);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a tap explains a term, and the way to all of them is on the page', async ({ page }) => {
    await openReady(page);
    await page.getByRole('main').getByRole('button', { name: 'spike', exact: true }).tap();
    await expect(explained(page, terms.spike.meaning)).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Words', exact: true }).tap();
    await expect(page.getByRole('dialog', { name: 'Words and keys' })).toBeVisible();
  });
});
