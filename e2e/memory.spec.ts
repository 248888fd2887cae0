/** Tests that the page plans the memory of a run, and refuses what does not fit as `ptl` does. */
import { limitsOf } from '../src/runs/spec/memory/limits.ts';
import { memoryProblem, planOf } from '../src/runs/spec/memory/memory-problem.ts';
import { mebibytes } from '../src/runs/spec/memory/memory-words.ts';
import { presetSpec } from '../src/runs/spec/spec.ts';
import { expect, openWorkbench, test } from './page.ts';

const wasm = limitsOf('wasm', Number.POSITIVE_INFINITY);

test('the bar shows what the run of the settings takes, and moves with them', async ({ page }) => {
  await openWorkbench(page, '#v=1&preset=first-look@3&workers=1');
  const spec = { ...presetSpec('first-look@3'), workers: 1 };
  const bar = page.getByRole('img', { name: /^At most \d+ MiB: / });
  await expect(bar).toBeVisible();
  await page.getByText('Memory', { exact: true }).click();
  await expect(page.getByText(mebibytes(planOf(spec, wasm).workerBytes)).first()).toBeVisible();
  await expect(page.getByText('kernels', { exact: true })).toBeVisible();
  const larger = { ...spec, batchSize: 512 };
  await page.getByRole('textbox', { name: 'Batch', exact: true }).fill('512');
  await page.getByRole('textbox', { name: 'Batch', exact: true }).press('Enter');
  await expect(page.getByText(mebibytes(planOf(larger, wasm).workerBytes)).first()).toBeVisible();
});

test('a network that does not fit is refused with the words of the command line', async ({ page }) => {
  const changes = { network: '32x32x3-11000-11000-8000-10', start: 'scratch', workers: 1 } as const;
  const spec = { ...presetSpec('alexnet-8'), ...changes };
  await openWorkbench(page, `#v=1&preset=${spec.preset}&net=${spec.network}&start=scratch&workers=1`);
  const { message } = memoryProblem(spec, limitsOf('wasm', 2 ** 40))!;
  await expect(page.getByText(message).first()).toBeVisible();
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: message }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Convert', exact: true })).toBeEnabled();
});
