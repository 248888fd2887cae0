/** Tests what surrounds the lessons: the offer, links, and the report card. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, openWorkbench, test } from './page.ts';

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Lesson' });

test('the first visit offers a lesson, until it is skipped', async ({ page }) => {
  await openWorkbench(page);
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Skip' }).click();
  await expect(main.getByText('New to spikes?')).toBeHidden();
  await page.reload();
  await expect(page.getByRole('radio', { name: /^conv1/ })).toBeVisible();
  await expect(main.getByText('New to spikes?')).toBeHidden();
});

test('a link opens a lesson at its step, and says what it asks for in vain', async ({ page }) => {
  await openWorkbench(page, '#v=1&preset=first-look@3&lesson=steps&step=4');
  await expect(panelOf(page).getByRole('heading', { name: 'How many are enough?' })).toBeVisible();
  await page.goto('about:blank');
  await openWorkbench(page, '#v=1&preset=first-look@3&lesson=steps&step=40');
  await expect(page.getByRole('alert').filter({ hasText: 'has no step 40' })).toBeVisible();
  await expect(panelOf(page).locator('[data-step]')).toBeVisible();
  await page.goto('about:blank');
  await openWorkbench(page, '#v=1&preset=first-look@3&lesson=nonsense');
  await expect(page.getByRole('alert').filter({ hasText: 'lesson must be one of' })).toBeVisible();
  await expect(panelOf(page).getByRole('heading', { name: 'Lessons' })).toBeVisible();
});

test('a report card is saved, read back, and told when it was changed', async ({ page }) => {
  await openWorkbench(page, '#v=1&preset=first-look@3&lesson=dip&step=5');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'All of them.' }).click();
  for (let i = 0; i < 3; i++) await panel.getByRole('button', { name: /^(Next|Report card)$/ }).click();
  await panel.getByRole('textbox', { name: /^Your name/ }).fill('Ada');
  const saving = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save the card' }).click();
  const text = await readFile(await (await saving).path(), 'utf8');
  expect(JSON.parse(text).name).toBe('Ada');
  await panel.getByRole('button', { name: 'All lessons' }).click();
  const give = async (written: string) => {
    await panel.locator('input[type=file]').setInputFiles({
      name: 'card.json',
      mimeType: 'application/json',
      buffer: Buffer.from(written),
    });
  };
  await give(text);
  await expect(panel.getByText('is as it was saved')).toBeVisible();
  await panel.getByRole('button', { name: 'All lessons' }).click();
  await give(text.replace('All of them.', 'Only the second layer.'));
  await expect(panel.getByRole('alert')).toContainText('was changed after it was made');
  await panel.getByRole('button', { name: 'All lessons' }).click();
  await give('{}');
  await expect(panel.getByRole('alert')).toContainText('no report card');
});
