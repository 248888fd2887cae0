/**
 * Tests that bad input never blanks the page: a message names the field and its range, defaults are
 * used, nothing stored is lost.
 */
import type { Page } from '@playwright/test';
import { expect, openWorkbench, test } from './page.ts';

const cases: readonly [string, string, RegExp][] = [
  [
    'a value out of range',
    '#v=1&preset=first-look@1&ns=9999',
    /timeSteps must be a whole number from 1 to 1,024/,
  ],
  ['an unknown version', '#v=7&preset=mnist@1', /version/i],
  ['an unknown preset', '#v=1&preset=nonsense@3', /preset must be one of/],
  ['an unknown key', '#v=1&wat=1', /wat/],
  ['malformed escapes', '#v=1&ns=%E0%A4%A', /ns|malformed|escape/i],
  ['a hostile text', '#v=1&net=<img src=x onerror=alert(1)>', /network/i],
  ['too long', `#v=1&net=${'c16-'.repeat(3000)}10`, /4[,.]?096|long/i],
];

/** Expects the message, and the preset's time steps. */
async function expectMessage(page: Page, message: RegExp, timeSteps: number): Promise<void> {
  await expect(page.getByRole('alert').filter({ hasText: message }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Convert', exact: true })).toBeEnabled();
  await expect(page.getByRole('textbox', { name: 'Time steps Ns' })).toHaveValue(`${timeSteps}`);
}

test('a page opened with a bad link shows its message and the defaults', async ({ page }) => {
  const [, hash, message] = cases[0]!;
  await openWorkbench(page, hash);
  await expectMessage(page, message, 8);
});

test('a link that a messenger changed opens what was sent', async ({ page }) => {
  await openWorkbench(page, `#${encodeURIComponent('v=1&preset=first-look@2&ns=3')}).`);
  const steps = page.getByRole('textbox', { name: 'Time steps Ns' });
  await expect(steps).toHaveValue('3');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.evaluate(() => {
    location.hash = '#v=1&amp;preset=first-look@2&amp;grid=ns:1,2\u200b';
  });
  const form = page.getByRole('form', { name: 'Sweep' });
  await expect(form.getByRole('textbox', { name: 'Time steps Ns' })).toHaveValue('1,2');
});

test('thousands in a count are read and written with their comma', async ({ page }) => {
  await openWorkbench(page);
  const count = page.getByRole('textbox', { name: 'Training images' });
  await count.fill('1,000');
  await count.blur();
  await expect(count).toHaveValue('1,000');
  await expect.poll(() => new URL(page.url()).hash).toContain('&train=1000');
  await count.fill('1,00');
  await expect(page.getByText(/trainCount must be a whole number .*got "1,00"/)).toBeVisible();
});

test('every kind of bad link is told apart in a page that is open', async ({ page }) => {
  await openWorkbench(page);
  for (const [name, hash, message] of cases)
    await test.step(name, async () => {
      await page.evaluate((next) => {
        location.hash = next;
      }, hash);
      // A link whose preset is unknown, or not read, opens the default.
      await expectMessage(page, message, hash.includes('first-look@1') ? 8 : 4);
    });
});
