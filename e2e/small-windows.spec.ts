/**
 * Tests what the page offers for short windows: neurons that fire after their window, whose counts
 * are the staircase’s, and the probe, whose offer is taken, run and exported.
 */
import { readFile } from 'node:fs/promises';
import { convert, expect, expectAccessible, openWorkbench, test, waitForStatus } from './page.ts';

/** A conversion takes some time on a busy machine. */
const soon = { timeout: 120_000 };

test('counts become those of the staircase, and the offer of the probe is run and exported', async ({
  page,
}) => {
  await openWorkbench(
    page,
    '#v=1&preset=first-look@3&ns=2&v0=half&pct=99&train=1000&max=1&test=128&backend=wasm',
  );
  const inspector = page.getByRole('region', { name: 'Stage inspector' });
  await inspector.getByRole('tab', { name: 'Counts' }).click();
  await page.getByRole('radio', { name: /^fc3/ }).click();
  const strays = inspector.locator('dd', { hasText: /^(of the points below the stair|above:)/ });
  const shares = () =>
    strays.evaluateAll((texts) =>
      texts.map((text) => text.previousElementSibling?.textContent?.replace(/\s/g, ' ')),
    );
  await expect(strays).toHaveCount(2, soon);
  await expect.poll(shares, soon).not.toEqual(['0.0 %', '0.0 %']);
  await page.getByRole('radiogroup', { name: 'Neurons fire' }).getByText('after the window').click();
  await expect.poll(shares, soon).toEqual(['0.0 %', '0.0 %']);

  await inspector.getByRole('tab', { name: 'Where did the accuracy go?' }).click();
  const probe = inspector.locator('[data-probe]');
  await expect(probe).toContainText(/Best of \d ways to convert without training: threshold by least/, soon);
  await expect(probe).toContainText(/Effect: \+\d+\.\d.points without training .* ±\d/);
  const offered = Number(/→\s*([\d.]+)/.exec((await probe.textContent()) as string)![1]);
  await expectAccessible(page, 'main');
  await probe.getByRole('button', { name: 'Set this' }).click();
  await convert(page);
  const run = await waitForStatus(page, 'finished');
  expect(run.spec).toMatchObject({ method: 'ptl', thresholdRule: 'leastSquares', stageBias: 'corrected' });
  // What was offered was measured on validation images, this on those of the test.
  expect(100 * run.report!.snn!.test.accuracy).toBeGreaterThan(offered - 3);

  await page.getByRole('tab', { name: 'Cost' }).click();
  const exits = page.getByRole('region', { name: 'Early exit' });
  await expect(exits.getByRole('row')).toHaveCount(7);
  await expect(exits).toContainText('steps of the readout’s window');

  await page.getByRole('button', { name: /What to do with the run/ }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Report (JSON)' }).click();
  const report = JSON.parse(await readFile(await (await downloading).path(), 'utf8'));
  expect(report.snn.neuroBench).toEqual(run.report!.snn!.neuroBench);
  expect(report.snn.neuroBench.effectiveAcs).toBeGreaterThan(0);
});
