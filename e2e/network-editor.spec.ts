/**
 * Tests the network editor: rows and notation follow each other, a broken row says why, nothing
 * reaches the experiment before the network is used, and a run with it is stored.
 */
import type { Locator, Page } from '@playwright/test';
import { convert, expect, expectAccessible, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

/** The smallest run of another network: one epoch of each training, on few images. */
const tinyRun = `${smallRun}&pre=1&predecay=0`;

async function openEditor(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Edit layers' }).click();
  const editor = page.getByRole('dialog', { name: 'Network' });
  await expect(editor.getByLabel('Notation')).toBeVisible();
  return editor;
}

/** Returns one of the editor's sums. */
async function sumOf(editor: Locator, name: string | RegExp): Promise<string | null> {
  return editor.getByText(name).locator('xpath=following-sibling::dd').textContent();
}

const macs = (editor: Locator) => sumOf(editor, 'MACs per image');
const memory = async (editor: Locator) =>
  Number((await sumOf(editor, /^Memory at batch \d+, Ns \d+$/))!.replace(/,| MiB.*/g, ''));

test('a network is edited in rows and as text, used, and stored with its run', async ({ page }) => {
  await openWorkbench(page, tinyRun);
  const editor = await openEditor(page);
  const notation = editor.getByLabel('Notation');
  await expect(notation).toHaveValue('28x28-c8s2-c16s2-64-10');
  const before = await macs(editor);
  await editor.getByRole('button', { name: 'Convolution' }).click();
  await expect(notation).toHaveValue('28x28-c8s2-c16s2-c16s1-64-10');
  expect(await macs(editor)).not.toBe(before);

  const added = editor.getByRole('listitem', { name: 'Convolution conv3' });
  await added.getByLabel('Padding').fill('0');
  await added.getByLabel('Kernel').fill('9');
  await expect(editor.getByRole('alert')).toHaveText(
    /conv3: a window of 9 does not fit into 7 pixels.*It receives 7×7×16; a kernel of at most 7x7 fits/,
  );
  await expect(editor.getByRole('button', { name: 'Use this network' })).toBeDisabled();
  await expectAccessible(page);
  await page.keyboard.press('Control+z');
  await expect(editor.getByRole('alert')).toHaveCount(0);
  await editor.getByRole('button', { name: 'Undo' }).click();
  await expect(notation).toHaveValue('28x28-c8s2-c16s2-c16s1-64-10');

  // More memory than wasm has is told where the network is made.
  const planned = await memory(editor);
  await notation.fill('28x28-c8s2-9000-9000-9000-9000-10');
  expect(await memory(editor)).toBeGreaterThan(10 * planned);
  await expect(editor.getByText(/^memory: .* MiB of the memory of wasm/)).toBeVisible();

  await notation.fill('28x28-c4s2-wish-10');
  await expect(editor.getByText('In layer 2: “wish” is not a layer')).toBeVisible();
  await expect(editor.getByRole('listitem')).toHaveCount(7);
  await notation.fill('28×28-c4s2-m2-12');
  await expect(editor.getByRole('listitem')).toHaveCount(4);
  await editor.getByRole('button', { name: 'Make it 10 outputs' }).click();
  await expect(
    editor.getByText(/the max pooling before it is not known until .* firing window/),
  ).toBeVisible();
  await editor.getByRole('button', { name: 'Use average pooling' }).click();
  await expect(notation).toHaveValue('28x28-c4s2-a2-10');

  await page.keyboard.press('Escape');
  await editor.getByRole('button', { name: 'Keep editing' }).click();
  await editor.getByRole('button', { name: 'Use this network' }).click();
  await expect(editor).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Network' })).toHaveValue('28x28-c4s2-a2-10');
  await convert(page);
  const run = await waitForStatus(page, 'finished');
  expect(run.spec).toMatchObject({ network: '28x28-c4s2-a2-10', start: 'scratch' });
  expect(run.report!.stages.map(({ layer }) => layer)).toEqual(['conv1']);
});

test('rows move by keyboard and keep the focus, and dropped edits change nothing', async ({ page }) => {
  await openWorkbench(page, tinyRun);
  const editor = await openEditor(page);
  const notation = editor.getByLabel('Notation');
  const filters = editor.getByRole('listitem', { name: 'Convolution conv2' }).getByLabel('Filters');
  await filters.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(notation).toHaveValue('28x28-c16s2-c8s2-64-10');
  await expect(page.locator(':focus')).toHaveValue('16');
  await editor.getByRole('button', { name: 'Duplicate conv1' }).click();
  await editor.getByRole('button', { name: 'Remove conv1' }).focus();
  await page.keyboard.press('Enter');
  await expect(notation).toHaveValue('28x28-c16s2-c8s2-64-10');
  await expect(editor.getByRole('button', { name: 'Remove conv1' })).toBeFocused();
  const first = editor.getByRole('listitem', { name: 'Convolution conv1' });
  await editor.getByRole('listitem', { name: 'Dense fc3' }).getByTitle('Drag to move').dragTo(first);
  await expect(notation).toHaveValue('28x28-64-c16k3s2-c8k3s2-10');
  await page.keyboard.press('Control+z');
  await expect(notation).toHaveValue('28x28-c16s2-c8s2-64-10');
  await editor
    .getByLabel('Start from a network by name')
    .selectOption({ label: 'VGG-11, strided, a sixteenth of its width' });
  await expect(editor.getByRole('listitem')).toHaveCount(12);
  await page.keyboard.press('Escape');
  await editor.getByRole('button', { name: 'Drop them' }).click();
  await expect(editor).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Edit layers' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Network' })).toHaveValue('28x28-c8s2-c16s2-64-10');
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const)
  test(`the editor fits a window of ${width}×${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openWorkbench(page, tinyRun);
    if (width < 1200) await page.getByRole('button', { name: 'Settings' }).click();
    const editor = await openEditor(page);
    await expect(editor.getByRole('button', { name: 'Use this network' })).toBeInViewport();
    const beside = await editor.evaluate((dialog) =>
      [...dialog.querySelectorAll('input, button, textarea, dd, li span')]
        .filter((part) => part.getBoundingClientRect().right > innerWidth)
        .map((part) => part.outerHTML.slice(0, 80)),
    );
    expect(beside).toEqual([]);
    await expectAccessible(page);
  });
