/**
 * Tests networks of other programs: dropped, judged, their pooling replaced, kept and converted;
 * asked for by a link where they are missing; and files that cannot be read.
 */
import type { Page } from '@playwright/test';
import { onnxOf } from '../src/exchange/models/testing/onnx-writer.ts';
import { drop } from './drop.ts';
import { file, modelRun, network, pooled } from './onnx-file.ts';
import { convert, expect, expectAccessible, openWorkbench, test, waitForStatus } from './page.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Your data' });
const report = (page: Page) => dialog(page).getByRole('region', { name: 'Report of the import' });
const keep = (page: Page) => dialog(page).getByRole('button', { name: 'Keep and use' });
const setting = (page: Page) => page.getByLabel('Pre-trained network', { exact: true });

test('a dropped network is judged, kept and converted, and its link asks for it elsewhere', async ({
  page,
  browser,
  baseURL,
  consoleErrors,
}) => {
  await openWorkbench(page, modelRun);
  await expect(setting(page)).toHaveValue('preset');
  await drop(page, 'net.onnx', file);
  await expect(report(page).getByRole('row', { name: /MaxPool p/ })).toContainText('to be chosen');
  await expect(dialog(page).getByRole('note')).toContainText(/by at most \d\.\de-\d+ of the largest output/);
  await expect(dialog(page)).toContainText(/As in the file: accuracy [\d.]+.% on 1,000 validation examples/);
  await expect(keep(page)).toBeDisabled();
  await expect(dialog(page).getByRole('radio', { name: /^Stride/ })).toBeDisabled();
  await expect(dialog(page).getByRole('radio', { name: /^Kept: .* after their window/ })).toBeEnabled();
  await expectAccessible(page, '[role=dialog]');
  await dialog(page)
    .getByRole('radio', { name: /^Average pooling/ })
    .check();
  await expect(report(page).getByRole('row', { name: /MaxPool p/ })).toContainText('replaced');
  const scaling = dialog(page).getByLabel('Scaling of inputs when it was trained');
  await scaling.selectOption('0.5:0.5');
  await expect(scaling).toHaveValue('0.5:0.5');
  await expect(dialog(page).getByRole('radio', { name: /^Average pooling/ })).toBeChecked();
  await keep(page).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(setting(page).locator('option:checked')).toHaveText('Imported: net.onnx');
  await expect(page.getByLabel('Network', { exact: true })).toHaveValue(network);
  await convert(page);
  const first = await waitForStatus(page, 'finished');
  expect(first.spec).toMatchObject({
    network,
    normalisation: '0.5:0.5',
    start: 'checkpoint',
    dataset: 'mnist',
  });
  await expect.poll(() => page.url()).toContain('modelfile=net.onnx');
  const link = new URL(page.url()).hash;
  expect(link).toContain(`modelbytes=${file.length}`);

  // It is kept, and the preset's own is one choice away.
  await page.reload();
  await expect(setting(page).locator('option:checked')).toHaveText('Imported: net.onnx');
  await setting(page).selectOption('preset');
  await expect(page.getByLabel('Network', { exact: true })).not.toHaveValue(network);
  await page.getByRole('button', { name: 'Your data …' }).first().click();
  const list = dialog(page).getByRole('region', { name: 'Networks at hand' });
  await expect(list.getByRole('listitem')).toContainText(network);
  await list.getByRole('button', { name: 'Delete: net.onnx' }).click();
  await list.getByRole('button', { name: 'Delete for good: net.onnx' }).click();
  await expect(list).toHaveCount(0);

  // Another profile has neither the network nor the run.
  const elsewhere = await browser.newContext({ baseURL: `${baseURL}`, serviceWorkers: 'block' });
  const other = await elsewhere.newPage();
  other.on('pageerror', (error) => consoleErrors.push(error.message));
  other.on('console', (message) => message.type() === 'error' && consoleErrors.push(message.text()));
  await openWorkbench(other, link);
  const wanted = other.getByRole('status').filter({ hasText: 'need a network that is not in this browser' });
  await expect(wanted).toContainText('net.onnx');
  await expectAccessible(other);
  await convert(other);
  await expect(other.getByText('These settings cannot be run')).toBeVisible();
  const louder = pooled.tensors.map((one) => ({ ...one, values: Array.from(one.values, (v) => 2 * v) }));
  await drop(other, 'net.onnx', onnxOf({ ...pooled, tensors: louder }));
  await keep(other).click();
  await expect(dialog(other)).toContainText('Not the network that these settings ask for');
  await dialog(other).getByRole('button', { name: 'Discard' }).click();
  await drop(other, 'net.onnx', file);
  // The link tells the choices that it was made with.
  await expect(dialog(other).getByRole('radio', { name: /^Average pooling/ })).toBeChecked();
  await keep(other).click();
  await expect(wanted).toHaveCount(0);
  await convert(other);
  const second = await waitForStatus(other, 'finished');
  expect(second.spec).toEqual(first.spec);
  expect(second.report?.snn?.test).toEqual(first.report!.snn!.test);
  await elsewhere.close();
});

test('what cannot be imported says what to do, and the page lives', async ({ page }) => {
  await openWorkbench(page, modelRun);
  await drop(page, 'broken.onnx', file.subarray(0, 200));
  await expect(dialog(page).getByRole('alert')).toContainText(
    'broken.onnx: it is no ONNX model, or is cut short',
  );
  await expectAccessible(page, '[role=dialog]');
  await dialog(page).getByRole('button', { name: 'Give something else' }).click();
  await drop(page, 'net.pth', new TextEncoder().encode('pickled'));
  await expect(dialog(page).getByRole('alert')).toContainText('save_file(');
  const tanh = pooled.nodes.map((node) => (node.operator === 'Relu' ? { ...node, operator: 'Tanh' } : node));
  await drop(page, 'tanh.onnx', onnxOf({ ...pooled, nodes: tanh }));
  const refused = dialog(page).getByRole('alert');
  await expect(refused).toContainText('Tanh r: Tanh cannot spike. Use ReLU in its place');
  await expect(report(page).getByRole('row', { name: /Tanh r/ })).toContainText('refused');
  await expect(keep(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Convert', exact: true })).toBeEnabled();
});
