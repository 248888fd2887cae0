/** Tests links for a class: hidden parts, locked settings, a projector, proofs; and printing. */
import type { Page } from '@playwright/test';
import { drop } from './drop.ts';
import { convert, expect, expectAccessible, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

test('what a link hides is not in the page, nor behind its keys, until all is shown', async ({ page }) => {
  await openWorkbench(page, `${smallRun}&hide=intro,presets,sweep,settings,sample,runs,neuron,share`);
  const note = page.getByRole('note').filter({ hasText: 'This link hides 8 parts' });
  await expect(note).toBeVisible();
  const parts = [
    page.getByText('Watch a trained network learn'),
    page.getByText('MNIST · first look', { exact: true }),
    page.getByRole('radio', { name: 'Sweep' }),
    page.getByRole('complementary', { name: 'Settings' }),
    page.getByRole('complementary', { name: 'One image, inside' }),
    page.getByRole('contentinfo'),
    page.getByRole('button', { name: 'One neuron', exact: true }),
    page.getByRole('button', { name: 'Share link' }),
  ];
  for (const part of parts) await expect(part).toHaveCount(0);
  for (const key of ['w', 'n', 'm', 'l']) await page.keyboard.press(key);
  await expect(page.getByRole('form', { name: 'Sweep' })).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Link copied')).toHaveCount(0);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Words and keys' });
  await expect(help.getByText('Start, pause or go on')).toBeVisible();
  await expect(help.getByText('Copy the link to these settings')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await expectAccessible(page);

  // What is left takes the room.
  const chart = page.getByRole('region', { name: 'Accuracy while converting' });
  expect((await chart.boundingBox())?.width).toBeGreaterThan(1380);

  await note.getByRole('button', { name: 'Show all' }).click();
  for (const part of parts) await expect(part).toBeVisible();
  await expect(note).toHaveCount(0);
  await expect(page).not.toHaveURL(/hide=/);
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'One neuron' })).toBeVisible();
});

test('a link locks the settings, a run goes on all the same, and it can be left', async ({ page }) => {
  await openWorkbench(page, `${smallRun}&workers=1&lock=1`);
  const note = page.getByRole('note').filter({ hasText: 'This link locks the settings' });
  await expect(note).toBeVisible();
  const settings = page.getByRole('group', { name: 'Settings' });
  const window = settings.getByRole('textbox', { name: 'Time steps Ns' });
  await expect(window).toBeDisabled();
  for (const control of await settings.locator('input, select, textarea, button').all())
    await expect(control).toBeDisabled();
  await expect(settings.getByRole('slider')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /MNIST · first look/ })).toBeDisabled();
  await drop(page, 'some.csv', new TextEncoder().encode('label,a,b\n0,1,2\n1,3,4\n'));
  await expect(page.getByText('Nothing is taken here')).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Your data' })).toHaveCount(0);
  await expectAccessible(page);

  await convert(page);
  await waitForStatus(page, 'finished');
  const address = page.url();
  expect(address).toContain('&lock=1');
  await note.getByRole('button', { name: 'Open unlocked' }).click();
  await expect(window).toBeEnabled();
  await expect(note).toHaveCount(0);
  await expect(page).toHaveURL(address.replace('&lock=1', ''));
  await window.fill('4');
  await expect(page.getByText('Use the settings of the run on screen')).toBeVisible();
});

/** What is cut at the right or at the bottom of what does not scroll. */
const cutParts = (page: Page) =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('header *, main *, aside *, footer *')];
    return shown.flatMap((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || !element.checkVisibility({ visibilityProperty: true })) return [];
      if (element.closest('.visually-hidden, svg, [role="radiogroup"], [role="tablist"]')) return [];
      const right = element.closest('main, aside, header, footer')!.getBoundingClientRect().right;
      return box.right > right + 1 ? [`${element.tagName} ${element.textContent?.slice(0, 40)}`] : [];
    });
  });

for (const [width, height] of [
  [1024, 768],
  [1440, 900],
] as const)
  test(`on a projector of ${width}×${height} type is large, nothing is cut, and arrows step`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openWorkbench(page, `${smallRun}&projector=1&lesson=steps&step=1`);
    const step = page.getByRole('complementary', { name: 'Lesson' }).getByText(/^Step \d of/);
    await expect(step).toHaveText(/^Step 1/);
    await expect(page.getByRole('application', { name: /^Untuned accuracy over time steps/ })).toBeVisible();
    // In the window's pixels: 12 px become at least 15.6.
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll('#root p, #root button, #root label, #root span')]
        .filter((element) => element.checkVisibility() && element.textContent?.trim())
        .map(
          (element) => Number.parseFloat(getComputedStyle(element).fontSize) * (element.currentCSSZoom ?? 1),
        ),
    );
    expect(sizes.length).toBeGreaterThan(20);
    expect(Math.min(...sizes)).toBeGreaterThan(15.5);
    expect(await cutParts(page)).toEqual([]);
    const whole = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth, scrollHeight];
    });
    expect(whole).toEqual([width, height]);

    await page.keyboard.press('ArrowRight');
    await expect(step).toHaveText(/^Step 2/);
    await page.keyboard.press('ArrowLeft');
    await expect(step).toHaveText(/^Step 1/);
    await page.getByRole('radio', { name: /conv1/ }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: /conv2/ })).toBeFocused();
    await expect(step).toHaveText(/^Step 1/);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await expect(page.getByRole('textbox', { name: 'Time steps Ns' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Usual size' }).click();
    await expect(page.locator(':root[data-projector]')).toHaveCount(0);
    await expect(page).not.toHaveURL(/projector/);
  });

test('Share makes a link for a class and a frame', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWorkbench(page, `${smallRun}&lesson=steps&step=2`);
  await page.getByRole('button', { name: 'More ways to share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  const link = dialog.getByLabel('Link', { exact: true });
  await dialog.getByRole('switch', { name: 'With what is shown' }).click({ force: true });
  await dialog.getByRole('switch', { name: 'Lock the settings' }).click({ force: true });
  await dialog.getByRole('switch', { name: 'For a projector' }).click({ force: true });
  await dialog.getByRole('checkbox', { name: 'The list of runs' }).check();
  await dialog.getByRole('checkbox', { name: 'The sweep' }).check();
  await expect(link).toHaveValue(/&lesson=steps&step=2&hide=sweep,runs&lock=1&projector=1$/);
  await dialog.getByRole('switch', { name: 'Open at this lesson step' }).click({ force: true });
  await expect(link).not.toHaveValue(/lesson=/);
  await expectAccessible(page);
  const frame = dialog.getByLabel('Frame for another page or a notebook');
  await expect(frame).toHaveValue(
    /^<iframe src="[^"]*&amp;lock=1&amp;embed=1" title="[^"]+" [^<]*><.iframe>$/,
  );
  await dialog.getByRole('button', { name: 'Copy frame' }).click();
  await expect(page.getByText('Frame copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await frame.inputValue());
});

test('the chart, the numbers and the settings of a run are printed on one page', async ({ page }) => {
  await openWorkbench(page, `${smallRun}&workers=1&hide=sample`);
  await convert(page);
  await waitForStatus(page, 'finished');
  await page.getByRole('tab', { name: 'Layers', exact: true }).click();
  await page.emulateMedia({ media: 'print' });
  const settings = page.getByRole('group', { name: 'Settings' });
  await expect(settings.getByText('Time steps Ns')).toBeVisible();
  await expect(settings.locator('[data-setting="timeSteps"] b')).toHaveText('8');
  await expect(settings.getByRole('textbox')).toHaveCount(0);
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(sheets.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test('a link carries its proof: identical on the same machine, and a changed field is named', async ({
  page,
  browser,
  baseURL,
}) => {
  await openWorkbench(page, `${smallRun}&workers=1`);
  await convert(page);
  await waitForStatus(page, 'finished');
  await page.getByRole('button', { name: 'More ways to share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByRole('switch', { name: 'With its proof' }).click({ force: true });
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue();
  expect(link).toContain('&proof=');

  const other = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
  const fresh = await other.newPage();
  await fresh.goto(link);
  await expect(fresh.getByText('The link carries a proof: the dashed curve')).toBeVisible();
  await convert(fresh);
  await expect(fresh.locator('[data-verdict="identical"]')).toBeVisible({ timeout: 240_000 });
  await expectAccessible(fresh);

  // A proof of other settings and another version says so; one that was cut is left out.
  await fresh.goto('about:blank');
  await fresh.goto(
    link
      .replace(/~0\.1\.0~/, '~0.0.1~')
      .replace(/(&proof=1~[^~]*~[^~]*~[^~]*~)[0-9a-f]{32}/, `$1${'0'.repeat(32)}`),
  );
  await expect(fresh.locator('[data-verdict="differs"]')).toContainText('0.0.1');
  await fresh.goto('about:blank');
  await fresh.goto(link.slice(0, link.indexOf('&proof=') + 20));
  await expect(fresh.getByRole('alert')).toContainText('proof must be');
  await other.close();
});
