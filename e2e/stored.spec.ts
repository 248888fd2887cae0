/**
 * Tests what is stored: damaged records are named beside whole ones, two tabs keep to one storage,
 * and everything goes out into a file and back.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { encode } from '../src/runs/archive/encoding.ts';
import { archiveFormat, archiveVersion } from '../src/runs/archive/lines.ts';
import { finishedRecord } from '../src/runs/testing/stored-run.ts';
import { expect, expectAccessible, openWorkbench, storedRuns, test } from './page.ts';

function archiveOf(...ids: string[]): Buffer {
  const lines = ids.map((id) => {
    const { network, ...run } = finishedRecord({ id });
    return JSON.stringify(encode({ run, network }));
  });
  const header = JSON.stringify({ format: archiveFormat, version: archiveVersion });
  return Buffer.from([header, ...lines, ''].join('\n'));
}

const bar = (page: Page) => page.getByRole('contentinfo');
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Stored in this browser' });
const runNamed = (page: Page) => bar(page).getByRole('button', { name: /^preset settings/ });

async function importRuns(page: Page, file: Buffer): Promise<void> {
  await page
    .getByLabel('Exported file')
    .setInputFiles({ name: 'runs.jsonl', mimeType: 'application/jsonl', buffer: file });
}

/** Stores copies of the run “whole”, each with one part set to something else. */
function storeDamaged(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const damage: [path: string, value: unknown][] = [
      ['createdAt', 'soon'],
      ['createdAt', undefined],
      ['report.startedAt', 'soon'],
      ['spec', null],
      ['spec.method', 'wavelets'],
      ['epochs.1', null],
      ['layers.0.synapse', undefined],
      ['stages.0.before.chain', {}],
      ['stages.0.after.histogram', null],
      ['report.cost.layers', null],
      ['report.version', 9],
      ['ann.test.accuracy', 'high'],
    ];
    const request = indexedDB.open('spikewise');
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    const runs = request.result.transaction('runs', 'readwrite').objectStore('runs');
    const whole = await new Promise<Record<string, unknown>>((resolve) => {
      const reading = runs.get('whole');
      reading.onsuccess = () => resolve(reading.result);
    });
    for (const [i, [path, value]] of damage.entries()) {
      const copy = structuredClone(whole);
      copy.id = `damaged-${i}`;
      const keys = path.split('.');
      const last = keys.pop()!;
      // biome-ignore lint/suspicious/noExplicitAny: it is broken at any place
      const inner = keys.reduce((at: any, key) => at[key], copy);
      if (value === undefined) delete inner[last];
      else inner[last] = value;
      runs.put(copy);
    }
    await new Promise((resolve) => {
      runs.transaction.oncomplete = resolve;
    });
    request.result.close();
  });
}

test('damaged records are named, saved and deleted, and hide no other', async ({ page }) => {
  await openWorkbench(page);
  await bar(page).getByRole('button', { name: 'Stored', exact: true }).click();
  await importRuns(page, archiveOf('whole'));
  await expect(dialog(page).getByRole('status')).toHaveText('1 run added.');
  await storeDamaged(page);
  await page.reload();
  await expect(runNamed(page)).toHaveCount(1);
  await bar(page).getByRole('button', { name: '12 stored runs cannot be read' }).click();
  const records = dialog(page)
    .getByRole('region', { name: 'Runs that cannot be read' })
    .getByRole('listitem');
  await expect(records).toHaveCount(12);
  await expect(records.filter({ hasText: 'its method wavelets is not known here' })).toHaveCount(1);
  await expectAccessible(page);

  const chain = records.filter({ hasText: 'stages.0.before.chain' });
  const saving = page.waitForEvent('download');
  await chain.getByRole('button', { name: 'Save as a file' }).click();
  const saved = (await readFile(await (await saving).path(), 'utf8')).split('\n');
  expect(JSON.parse(saved[1]!).run).toMatchObject({ id: 'damaged-7' });
  await chain.getByRole('button', { name: 'Delete' }).click();
  await chain.getByRole('button', { name: 'Delete for good' }).click();
  await expect(records).toHaveCount(11);
  expect((await storedRuns(page)).map(({ id }) => id)).not.toContain('damaged-7');
});

test('everything goes out into a file and back, and two tabs keep to one storage', async ({
  page,
  context,
}) => {
  await openWorkbench(page);
  await bar(page).getByRole('button', { name: 'Stored', exact: true }).click();
  await importRuns(page, archiveOf('one', 'two'));
  await expect(dialog(page).getByRole('status')).toHaveText('2 runs added.');
  const saving = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export everything' }).click();
  const file = await readFile(await (await saving).path());

  const other = await context.newPage();
  await openWorkbench(other);
  await expect(runNamed(other)).toHaveCount(2);
  await bar(other).getByRole('button', { name: 'What to do with the run preset settings' }).first().click();
  await other.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(runNamed(other)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(runNamed(page)).toHaveCount(1);

  await bar(page).getByRole('button', { name: 'Stored', exact: true }).click();
  await importRuns(page, file);
  await expect(dialog(page).getByRole('status')).toHaveText('1 run added. 1 was there already.');
  await expect(runNamed(other)).toHaveCount(2);
  // What was deleted is there again, and stays as it is now.
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect(other.getByText(/stored again, and stays as it is/)).toBeVisible();
});
