/**
 * Tests that everything keeps its room where there is little: the parts of the page at every size
 * of window and on paper, the text of the top bar, and the table of a sweep on a phone.
 */
import type { Page } from '@playwright/test';
import { presetSpec } from '../src/runs/spec/spec.ts';
import { outcomeOf } from '../src/runs/sweep/outcome.ts';
import { cellsOf, parseSweep } from '../src/runs/sweep/plan.ts';
import { sweepFileText } from '../src/runs/sweep/sweep-file.ts';
import { reportOf } from '../src/runs/sweep/testing/report.ts';
import { convert, expect, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

/** Returns the text of the top bar that is cut, off the screen, or under other text of it. */
function unreadable(page: Page): Promise<string[]> {
  return page.getByRole('banner').evaluate((bar) => {
    const seen: { text: string; box: DOMRect }[] = [];
    const problems: string[] = [];
    const nodes = document.createTreeWalker(bar, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const around: Element[] = [];
      for (let at = node.parentElement; at && at !== bar.parentElement; at = at.parentElement)
        around.push(at);
      const styles = around.map((element) => ({ element, style: getComputedStyle(element) }));
      // Such text is only for screen readers.
      if (text === '' || styles.some(({ style }) => style.clipPath !== 'none')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.left < 0 || box.right > innerWidth + 0.5) problems.push(`${text}: off the screen`);
        for (const { element, style } of styles) {
          const edge = element.getBoundingClientRect();
          const clips = style.overflowX !== 'visible' || element === bar;
          if (clips && (box.right > edge.right + 1 || box.bottom > edge.bottom + 1 || box.top < edge.top - 1))
            problems.push(`${text}: cut`);
        }
        const under = seen.find(
          (other) =>
            other.box.left < box.right - 1 &&
            box.left < other.box.right - 1 &&
            other.box.top < box.bottom - 2 &&
            box.top < other.box.bottom - 2,
        );
        if (under) problems.push(`${text}: over ${under.text}`);
        seen.push({ text, box });
      }
    }
    return problems;
  });
}

/** Expects the bar to show its words as a whole at every width. */
async function expectReadable(page: Page, words: RegExp): Promise<void> {
  for (const width of [1440, 1280, 1200, 1024, 961, 960, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(page.getByRole('banner').getByText(words).first()).toBeVisible();
    expect(await unreadable(page), `at ${width} pixels`).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('nothing of the top bar is cut, whatever the run does', async ({ page }) => {
  // Epochs enough to look at the page meanwhile.
  await openWorkbench(page, `${smallRun.replace('max=1', 'max=50')}&tp=20&ns=5`);
  await expect(page.getByRole('banner').getByText('edited')).toBeVisible();
  await expectReadable(page, /no run yet/);
  await page.getByRole('button', { name: 'epoch', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible({ timeout: 120_000 });
  await expectReadable(page, /paused/);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expectReadable(page, /left|of 3/);
  await page.getByRole('button', { name: 'Stop' }).click();
  await waitForStatus(page, 'stopped');
  await expectReadable(page, /stopped after/);
});

test('on a phone the table of a sweep shows figures and status without scrolling sideways', async ({
  page,
}) => {
  const sweep = parseSweep({
    version: 1,
    base: presetSpec('first-look@2'),
    axes: [
      { field: 'method', values: ['ptl', 'rate'] },
      { field: 'timeSteps', values: [4, 8] },
    ],
    seeds: 2,
  });
  const results = cellsOf(sweep).map(({ key, spec }, i) => {
    const report = reportOf(spec, { test: 0.9 + i / 100, validation: 0.9 });
    return { key, spec, status: 'finished' as const, failure: null, outcome: outcomeOf(report), report };
  });
  await openWorkbench(page);
  await page.getByText('Sweep', { exact: true }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'results.json',
    mimeType: 'application/json',
    buffer: Buffer.from(sweepFileText({ sweep, results })),
  });
  await expect(page.getByText('8 of 8 finished')).toBeVisible();
  await expect(page.getByText(/image whole at step 1: ptl · image as constant current: rate/)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('tab', { name: 'Table' }).click();
  const table = page.getByRole('region', { name: 'Every cell as a table' });
  const row = table.getByRole('row').filter({ hasText: '94.00' });
  for (const told of ['Rate conversion', '94.00', '5.00', '0.40', 'finished']) {
    const box = await row.getByText(told, { exact: true }).boundingBox();
    expect(box!.x, told).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width, told).toBeLessThanOrEqual(390);
  }
  expect(await table.evaluate((at) => at.scrollWidth - at.clientWidth)).toBeLessThanOrEqual(0);
});

/** The width of a sheet of A4 within margins of 12 mm, px. */
const sheet = 703;

test('on paper nothing is cut, the settings are there, and ink is dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openWorkbench(page, smallRun);
  await expect(page.getByRole('application', { name: /^Untuned accuracy over time steps/ })).toBeVisible();
  await convert(page);
  await waitForStatus(page, 'finished');
  await page.emulateMedia({ media: 'print' });
  const found = await page.evaluate((width) => {
    dispatchEvent(new Event('beforeprint'));
    document.body.style.width = `${width}px`;
    const shown = [...document.querySelectorAll('#root :not(svg *)')].filter(
      (element) => !element.closest('.visually-hidden, [class*="Notifications"]'),
    );
    const cut = shown.filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const clips = overflowX !== 'visible' || overflowY !== 'visible';
      const scrolls =
        element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      return (
        element.getBoundingClientRect().right > width + 0.5 ||
        (clips && scrolls && element.tagName !== 'INPUT')
      );
    });
    const ink = getComputedStyle(document.body).color;
    dispatchEvent(new Event('afterprint'));
    return {
      cut: cut.map((element) => `${element.tagName} ${element.getAttribute('class')}`),
      ink,
      after: getComputedStyle(document.body).color,
    };
  }, sheet);
  expect(found.cut).toEqual([]);
  expect(found.ink).toBe('rgb(29, 36, 48)');
  expect(found.after).not.toBe(found.ink);
  for (const name of ['Settings', 'One image, inside'])
    await expect(page.getByRole('complementary', { name })).toBeVisible();
});

/** Windows of laptops and phones; the last is a small phone, or a laptop at 400 % zoom. */
const windows = [
  [1440, 900],
  [1536, 730],
  [1366, 657],
  [1280, 720],
  [1024, 768],
  [390, 844],
  [320, 640],
] as const;

/** The least heights, px: of the strip with its edge, and of a chart that can be read. */
const least = { strip: 78, chart: 160, live: 220 };

/** Resizes the window to each size, and expects nothing of the page beside the screen. */
async function inEachWindow(
  page: Page,
  look: (size: string, height: number) => Promise<void>,
): Promise<void> {
  for (const [width, height] of windows) {
    const size = `${width}×${height}`;
    await page.setViewportSize({ width, height });
    const strip = page.getByRole('radiogroup', { name: 'Layers of the network' });
    expect((await strip.boundingBox())!.height, size).toBeGreaterThanOrEqual(least.strip);
    const draw = page.getByText('draw a digit');
    const { x, width: wide } = (await draw.boundingBox())!;
    expect(x + wide, `draw a digit at ${size}`).toBeLessThanOrEqual(width);
    await look(size, height);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      `sideways at ${size}`,
    ).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('strip, charts and costs keep their room in every window', async ({ page }) => {
  await openWorkbench(page);
  const untuned = page.getByRole('application', { name: /^Untuned accuracy over time steps/ });
  await expect(untuned).toBeVisible();
  await inEachWindow(page, async (size, height) => {
    const box = (await untuned.boundingBox())!;
    expect(box.height, `opening chart at ${size}`).toBeGreaterThanOrEqual(least.chart);
    // On a small phone one scrolls.
    if (height > 640) expect(box.y + box.height, `opening chart at ${size}`).toBeLessThanOrEqual(height);
  });

  await openWorkbench(page, smallRun);
  const live = page.getByRole('application', { name: /epoch by epoch/ });
  const expectLive = async (size: string) => {
    // The chart takes another size once the window rests.
    await expect
      .poll(async () => (await live.boundingBox())!.height, { message: `live chart at ${size}` })
      .toBeGreaterThanOrEqual(least.live);
  };
  await page.getByRole('button', { name: 'epoch', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible({ timeout: 120_000 });
  await inEachWindow(page, expectLive);

  await page.getByRole('button', { name: 'Go on' }).click();
  await waitForStatus(page, 'finished');
  await page.getByRole('tab', { name: 'Cost' }).click();
  const costs = page.getByRole('tabpanel', { name: 'Cost' }).getByRole('listitem');
  await inEachWindow(page, async (size) => {
    await expectLive(size);
    await expect(costs).toHaveCount(4);
    for (const cost of await costs.all()) {
      await cost.scrollIntoViewIfNeeded();
      await expect(cost, `costs at ${size}`).toBeInViewport({ ratio: 0.9 });
    }
    // The map of the run stays above the cards that scroll.
    const strip = page.getByRole('radiogroup', { name: 'Layers of the network' });
    if (Number.parseInt(size, 10) > 960) await expect(strip).toBeInViewport({ ratio: 0.9 });
  });

  await page.keyboard.press('w');
  await expect(page.getByRole('complementary', { name: 'The sweep' })).toBeVisible();
  for (const [width, height] of windows) {
    await page.setViewportSize({ width, height });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      `sweep sideways at ${width}`,
    ).toBeLessThanOrEqual(0);
  }
});
