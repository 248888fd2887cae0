/**
 * Tests that all text stays readable where there is little room: the top bar, and the table of a
 * sweep on a phone.
 */
import type { Page } from '@playwright/test';
import { presetSpec } from '../src/runs/spec/spec.ts';
import { outcomeOf } from '../src/runs/sweep/outcome.ts';
import { cellsOf, parseSweep } from '../src/runs/sweep/plan.ts';
import { sweepFileText } from '../src/runs/sweep/sweep-file.ts';
import { reportOf } from '../src/runs/sweep/testing/report.ts';
import { expect, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

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
  for (const width of [1440, 1280, 1024, 390]) {
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
  await page.keyboard.press('w');
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
