/**
 * Walks every lesson to its end by its own conditions, at a desk, on a phone and by keys alone; and
 * tests what surrounds them: the offer, links, what is kept, the report card.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { lessons } from '../src/workbench/lessons/content/index.ts';
import type { Condition, Lesson, Predict, Step } from '../src/workbench/lessons/lesson.ts';
import { convert, expect, expectAccessible, openWorkbench, storedRuns, test } from './page.ts';

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Lesson' });
const bodyOf = (page: Page, { id }: Step) => panelOf(page).locator(`[data-step="${id}"]`);

interface Kept {
  readonly step: number;
  readonly done: readonly string[];
  readonly predictions: Readonly<Record<string, { said: number | string; was: string | null }>>;
  readonly runs: readonly { status: string }[];
}

/** Returns what the browser keeps of a lesson. */
function keptOf(page: Page, id: string): Promise<Kept> {
  return page.evaluate((lesson) => JSON.parse(localStorage['spikewise-lessons']).lessons[lesson], id);
}

async function predict(page: Page, asked: Predict): Promise<void> {
  const panel = panelOf(page);
  if (asked.kind === 'number') {
    const slider = panel.getByRole('slider', { name: /^Your guess/ });
    await expect(panel.getByRole('button', { name: 'Move the slider to your guess' })).toBeDisabled();
    await slider.fill(String(asked.min));
    await panel.getByRole('button', { name: 'This is my guess' }).click();
  } else await panel.locator('[data-option]').first().click();
  await expect(panel.getByText(/^You said/)).toBeVisible();
}

/** Moves a slider of the figure until the step is done. */
async function move(page: Page, step: Step, slider: string, values: readonly string[]): Promise<void> {
  const range = page.getByRole('region', { name: 'One neuron' }).getByRole('slider', { name: slider });
  for (const value of values) {
    await range.fill(value);
    // It is done when the figure has rested for a moment.
    const done = page.locator(`[data-step="${step.id}"][data-done]`);
    if (
      await done.waitFor({ timeout: 1500 }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  await expect(bodyOf(page, step)).toHaveAttribute('data-done', 'true');
}

/** Does what a condition waits for, as a person would. */
async function satisfy(page: Page, step: Step, done: Condition): Promise<void> {
  switch (done.is) {
    case 'read':
    case 'predicted':
    case 'measured':
      return;
    case 'setting': {
      const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = done;
      const value = step.tries?.values.find((each) => Number(each) >= atLeast && Number(each) <= atMost);
      if (value !== undefined) await panelOf(page).locator(`[data-try="${value}"]`).click();
      return;
    }
    case 'tried':
      for (const value of done.values) {
        const button = panelOf(page).locator(`[data-try="${value}"]`);
        await button.click();
        await expect(button).toHaveAttribute('data-measured', 'true', { timeout: 60_000 });
      }
      return;
    case 'changed':
      await panelOf(page)
        .locator(`[data-try="${step.tries!.values.at(-1)}"]`)
        .click();
      return;
    case 'neuron':
      if (done.timeSteps) return move(page, step, 'Time steps Ns', ['10', '11']);
      return move(page, step, 'Activation', ['1.4', '0.1', '0.6', '0.75', '0.5']);
    case 'stageTab': {
      const names = { activations: 'Activations', counts: 'Counts', layers: 'Layers', cost: 'Cost' } as const;
      const name = done.tab === 'losses' ? /Where did the/ : names[done.tab as keyof typeof names];
      await page.getByRole('region', { name: 'Stage inspector' }).getByRole('tab', { name }).click();
      return;
    }
    case 'progressTab':
      await panelOf(page).locator(`[data-open-tab="${done.tab}"]`).click();
      return;
    case 'layer':
      await page.getByRole('radio', { name: new RegExp(`^${done.name}`) }).click();
      return;
    case 'stages':
    case 'ran':
      if ((await bodyOf(page, step).getAttribute('data-done')) !== null) return;
      if (await page.getByRole('button', { name: 'Convert', exact: true }).isVisible()) await convert(page);
      return;
    case 'all':
      for (const each of done.of) await satisfy(page, step, each);
  }
}

/** Walks one lesson from its list to its report card. */
async function walk(page: Page, lesson: Lesson): Promise<void> {
  const panel = panelOf(page);
  await panel.locator(`[data-lesson="${lesson.id}"]`).click();
  for (const step of lesson.steps) {
    await expect(panel.getByRole('heading', { name: step.title, exact: true })).toBeVisible();
    const setUp = panel.getByRole('button', { name: 'Set up this step' });
    if (await setUp.isVisible()) await setUp.click();
    if (step.predict) await predict(page, step.predict);
    await satisfy(page, step, step.done);
    if (step.done.is !== 'read')
      await expect(bodyOf(page, step), `${lesson.id} ${step.id}`).toHaveAttribute('data-done', 'true', {
        timeout: 240_000,
      });
    // What it shows then is known as a whole.
    if (step.see) {
      await expect(panel.getByText('…', { exact: true })).toHaveCount(0);
      await expect(panel.locator('[data-waits]')).toHaveCount(0, { timeout: 240_000 });
    }
    await panel.getByRole('button', { name: /^(Next|Report card)$/ }).click();
  }
  await expect(panel.getByRole('article', { name: 'Report card' })).toContainText(
    `${lesson.steps.length} of ${lesson.steps.length} steps done`,
  );
  const kept = await keptOf(page, lesson.id);
  expect(kept.done).toHaveLength(lesson.steps.length);
  for (const { id, predict: asked } of lesson.steps)
    if (asked) expect(kept.predictions[id]?.was, `${lesson.id} ${id}`).not.toBeNull();
  await panel.getByRole('button', { name: 'All lessons' }).click();
}

for (const { name, width, height } of [
  { name: 'at a desk', width: 1440, height: 900 },
  { name: 'on a phone', width: 390, height: 844 },
])
  test(`every lesson is walked to its end ${name}`, async ({ page }) => {
    test.setTimeout(900_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await openWorkbench(page);
    await page.getByRole('button', { name: 'Lessons' }).click();
    await expect(panelOf(page).locator('[data-lesson]')).toHaveCount(lessons.length);
    await expectAccessible(page);
    for (const lesson of lessons) await walk(page, lesson);
    expect((await keptOf(page, 'price')).runs[0]?.status).toBe('finished');
    // The lessons share a run where they can: one for the chip, one for the others.
    expect(await storedRuns(page)).toHaveLength(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await expectAccessible(page);
  });

test('a lesson is walked by keys alone, and left and resumed', async ({ page }) => {
  await openWorkbench(page);
  await expect(page.getByRole('radio', { name: /^conv1/ })).toBeVisible();
  await page.keyboard.press('i');
  const panel = panelOf(page);
  await expect(panel.getByRole('heading', { name: 'Lessons' })).toBeFocused();
  const reach = async (name: string | RegExp, key = 'Tab') => {
    const control = page.getByRole('button', { name }).or(page.getByRole('slider', { name }));
    for (let stops = 0; stops < 90; stops++) {
      if (await control.first().evaluate((at) => at === document.activeElement)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${key} does not reach ${name}`);
  };
  await reach(/^A neuron that counts/);
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { name: 'A number, or only yes and no' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(panel.getByRole('heading', { name: 'Add, fire, subtract' })).toBeVisible();
  await expect(panel.getByRole('status')).toHaveText(/^Step 2: /);
  await reach('Activation');
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
  await expect(panel.getByRole('status').last()).toHaveText(/^Done: /);
  // While the slider has the focus, arrows are its own.
  await expect(panel.getByRole('heading', { name: 'Add, fire, subtract' })).toBeVisible();
  await reach(/^Leave/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden();
  // The address is written when it has rested for a moment.
  await expect(page).not.toHaveURL(/lesson=/);
  await page.reload();
  await page.getByRole('button', { name: 'Lessons' }).click();
  await expect(
    panel.getByRole('button', { name: /A neuron that counts.*go on at step 2 of 7/ }),
  ).toBeVisible();
});

test('a task is done by doing it, and what is seen stays that of the moment', async ({ page }) => {
  await openWorkbench(page, '#v=1&preset=first-look@3&lesson=neuron&step=2');
  const panel = panelOf(page);
  const body = panel.locator('[data-step="fire"]');
  const activation = page
    .getByRole('region', { name: 'One neuron' })
    .getByRole('slider', { name: 'Activation' });
  await expect(activation).toHaveValue('0.3');
  await expect(body).not.toHaveAttribute('data-done');
  await activation.fill('0.6');
  await expect(body).toHaveAttribute('data-done', 'true');
  await activation.fill('0.8');
  await expect(panel.getByText(/It received 0\.60? at the first step.* for each of 2 spikes/)).toBeVisible();
});

test('on a phone a chart stands above the sheet of its step, and every tab is in sight', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorkbench(page, '#v=1&preset=first-look@3&lesson=percentile&step=1');
  const chart = page.getByRole('img', { name: /^Histogram of/ });
  const bar = page.getByRole('banner');
  await expect(chart).toBeVisible({ timeout: 60_000 });
  const isFree = async () => {
    const [box, above, sheet] = await Promise.all([chart, bar, panelOf(page)].map((at) => at.boundingBox()));
    return box!.y >= above!.y + above!.height && box!.y + box!.height <= sheet!.y;
  };
  await expect.poll(isFree).toBe(true);
  for (const tab of await page.getByRole('region', { name: 'Stage inspector' }).getByRole('tab').all())
    await expect(tab).toBeInViewport({ ratio: 0.9 });
});

test('what gives an answer away is covered until the guess is made', async ({ page }) => {
  await openWorkbench(page, '#v=1&preset=first-look@3&ns=16&lesson=steps&step=2');
  const panel = panelOf(page);
  const curve = page.getByRole('application', { name: /^Untuned accuracy over time steps/ });
  const two = panel.locator('[data-try="2"]');
  await expect(page.getByText('just converted', { exact: true })).toBeHidden();
  await expect(curve).toHaveCount(0);
  await expect(two).toBeDisabled();
  await panel.getByRole('slider', { name: /^Your guess/ }).fill('40');
  await panel.getByRole('button', { name: 'This is my guess' }).click();
  await expect(curve).toBeVisible({ timeout: 60_000 });
  await two.click();
  await expect(panel.getByText(/^You said: 40 %\. What happened: [\d.]+\s%\.$/)).toBeVisible({
    timeout: 60_000,
  });
});

test('no explanation opens where the page moves a word beneath the pointer', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Start the first lesson' }).click();
  const panel = panelOf(page);
  await expect(panel.getByRole('heading', { name: 'A number, or only yes and no' })).toBeVisible();
  const word = panel.getByText('ANN', { exact: true });
  const box = (await word.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page.getByRole('tooltip')).toBeVisible();
  await page.mouse.move(2, 2);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  // The list is opened, and the lesson again, with the pointer where the word will come to lie.
  await panel.getByRole('button', { name: 'All lessons' }).focus();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await panel.locator('[data-lesson="neuron"]').press('Enter');
  await expect(word).toBeVisible();
  // Two frames: what is drawn under the pointer was entered by then.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await expect(page.getByRole('tooltip')).toHaveCount(0);
});

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

  // On a phone what comes above the part is drawn after the step was opened, and pushes it down.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('about:blank');
  await openWorkbench(page, '#v=1&preset=first-look@3&lesson=diagnosis&step=2');
  await expect(page.getByRole('application', { name: /^Untuned accuracy over time steps/ })).toBeAttached();
  await expect
    .poll(async () => Math.round((await page.locator('[data-lit]').boundingBox())?.y ?? -1))
    .toBeLessThan(300);
});

test('a lesson beside a run waits, and what was set before comes back', async ({ page }) => {
  await openWorkbench(page, '#v=1&preset=first-look@3&ns=8&max=50&tp=20');
  await convert(page);
  await page.keyboard.press('i');
  const panel = panelOf(page);
  await panel.locator('[data-lesson="steps"]').click();
  await expect(panel.getByText('Another conversion is under way.')).toBeVisible();
  await page.getByRole('group', { name: 'Conversion' }).getByRole('button', { name: 'Stop' }).click();
  await panel.getByRole('button', { name: 'Set up this step' }).click();
  await expect(page.getByRole('textbox', { name: 'Time steps Ns' })).toHaveValue('16');
  await panel.getByRole('button', { name: /^Leave/ }).click();
  await page.getByRole('button', { name: 'Back to my settings' }).click();
  await expect(page.getByRole('textbox', { name: 'Time steps Ns' })).toHaveValue('8');
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

test('lessons work where the browser keeps nothing', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await openWorkbench(page, '#v=1&preset=first-look@3&lesson=dip&step=5');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'All of them.' }).click();
  await expect(panel.getByText('You said')).toBeVisible();
  await panel.getByRole('button', { name: 'Next' }).click();
  await expect(panel.getByRole('heading', { name: 'All the way' })).toBeVisible();
});
