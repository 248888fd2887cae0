/**
 * The autoencoder in the page: converted by link, looked into step by step, its code edited, a
 * digit drawn, and swept over Ns. What is shown is what was stored.
 */
import type { Locator, Page } from '@playwright/test';
import { writeSmall } from '../src/tasks/writing.ts';
import { convert, expect, expectAccessible, openWorkbench, storedRuns, test } from './page.ts';

/** A small run on wasm, one worker: the same figures wherever it is opened. */
const small = '#v=1&preset=autoencoder@1&train=512&val=128&test=128&max=1&cal=128&workers=1&backend=wasm';

/** Inspections take their time on a busy machine. */
const soon = { timeout: 120_000 };

interface StoredReconstruction {
  readonly status: string;
  readonly spec: { readonly task: string; readonly timeSteps: number };
  readonly epochs: readonly { readonly validation: { readonly mse: number } }[];
  readonly report: {
    readonly version: number;
    readonly ann: { readonly test: { readonly loss: number; readonly mse: number } };
    readonly snn: {
      readonly test: { readonly loss: number; readonly mse: number };
      readonly testCount: number;
    };
    readonly stages: readonly { readonly layer: string; readonly kept: { readonly mse: number } }[];
  };
}

/** Waits for the one stored run to finish. */
async function finished(page: Page): Promise<StoredReconstruction> {
  await expect
    .poll(async () => (await storedRuns(page)).map(({ status }) => status), { timeout: 240_000 })
    .toEqual(['finished']);
  return (await storedRuns(page))[0] as unknown as StoredReconstruction;
}

const sample = (page: Page) => page.getByRole('complementary', { name: 'One image, inside' });
const code = (page: Page) => sample(page).getByRole('region', { name: 'The code' });
const film = (page: Page) => sample(page).getByRole('region', { name: 'The answer, step by step' });

/** The MSE that a picture's description ends with. */
async function told(picture: Locator): Promise<string> {
  const label = (await picture.getAttribute('aria-label'))!.replaceAll('\u00a0', ' ');
  return /MSE (\d\S*)$/.exec(label)![1]!;
}

/** The pixels of a picture as text: equal texts are equal pictures. */
const pixels = (picture: Locator) => picture.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

const answer = (page: Page) => sample(page).getByRole('img', { name: /^What the SNN makes of it/ });
const decoded = (page: Page) => code(page).getByRole('img', { name: /^Decoded from the edited code/ });
const before = (page: Page) => code(page).getByRole('img', { name: /^Decoded from the code as it was/ });
const neuron = (page: Page, index: number) =>
  code(page).getByRole('slider', { name: `Neuron ${index}`, exact: true });

test('the autoencoder converts, and film and code editor show its answers', async ({ page, browser }) => {
  await openWorkbench(page, small);
  await convert(page);
  const { spec, report, epochs } = await finished(page);

  await test.step('the record is one of a reconstruction', async () => {
    expect(spec).toMatchObject({ task: 'reconstruction', timeSteps: 8 });
    expect(report.version).toBe(2);
    expect(report.stages.map(({ layer }) => layer)).toEqual(['fc1', 'fc2', 'fc3', 'fc4', 'fc5']);
    expect(report.ann.test.mse).toBeLessThan(0.008);
    expect(report.snn.test.mse).toBeGreaterThan(report.ann.test.mse);
    expect(report.snn.test.mse).toBeLessThan(0.03);
    expect(report.snn.testCount).toBe(10_000);
    // The loss is the mean squared error itself.
    expect(report.snn.test.loss).toBeCloseTo(report.snn.test.mse, 12);
    for (const { kept } of report.stages) expect(kept.mse).toBeGreaterThan(0);
    for (const { validation } of epochs) expect(Object.keys(validation).sort()).toEqual(['loss', 'mse']);
  });

  await test.step('the outcome is the record’s, in the metric’s own writing', async () => {
    const outcome = page.getByRole('status').filter({ hasText: /^Converted · Ns 8/ });
    await expect(outcome).toContainText(`SNN MSE\u00a0${writeSmall(report.snn.test.mse)}`);
    await expect(outcome).toContainText(`ANN MSE\u00a0${writeSmall(report.ann.test.mse)}`);
    await expect(page.getByRole('main').getByText('accuracy')).toHaveCount(0);
  });

  await test.step('the film ends with the answer', async () => {
    // Until then the last stage's network is shown, and an edit of its code goes with it.
    await expect(page.locator('[data-anchor=sample]')).toHaveAttribute('aria-busy', 'false', soon);
    await expect(film(page)).toBeVisible(soon);
    const steps = film(page).getByRole('radio');
    await expect(steps).toHaveCount(8);
    await expect(steps.last()).toBeChecked();
    const score = await told(answer(page));
    const large = film(page).getByRole('img', { name: /^The SNN’s answer after step/ });
    expect(await told(large)).toBe(score);
    expect(await pixels(large)).toBe(await pixels(answer(page)));
    await steps.last().focus();
    await page.keyboard.press('ArrowLeft');
    await expect(large).toHaveAttribute('aria-label', /after step 7/);
    expect(await pixels(large)).not.toBe(await pixels(answer(page)));
  });

  await test.step('an edited count changes the picture and its error, and reset brings them back', async () => {
    await expect(code(page).getByRole('slider')).toHaveCount(32);
    const unedited = { score: await told(decoded(page)), picture: await pixels(decoded(page)) };
    expect(unedited.score).toBe(await told(answer(page)));
    expect(unedited.picture).toBe(await pixels(answer(page)));
    await expect(code(page).getByRole('button', { name: 'Reset' })).toBeDisabled();

    const first = neuron(page, 0);
    const count = Number(await first.getAttribute('aria-valuenow'));
    const [key, to] = count > 4 ? (['Home', 0] as const) : (['End', 8] as const);
    await first.focus();
    await page.keyboard.press(key);
    await expect(first).toHaveAttribute('aria-valuetext', `${to} of 8 spikes, was ${count}`);
    await expect(decoded(page)).not.toHaveAttribute('aria-label', new RegExp(`${unedited.score}$`));
    await expect.poll(() => pixels(decoded(page))).not.toBe(unedited.picture);
    expect(await pixels(before(page))).toBe(unedited.picture);
    expect(await told(before(page))).toBe(unedited.score);
    await expect(
      code(page).getByText(/^1 of 32 counts edited\. An edited neuron fires evenly/),
    ).toBeVisible();

    await page.keyboard.press('ArrowRight');
    await expect(neuron(page, 1)).toBeFocused();

    // By hand: to the top of the third bar.
    const box = (await neuron(page, 2).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height - 3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y - 4, { steps: 4 });
    await page.mouse.up();
    await expect(neuron(page, 2)).toHaveAttribute('aria-valuenow', '8');

    await code(page).getByRole('button', { name: 'Reset' }).click();
    await expect(first).toHaveAttribute('aria-valuenow', String(count));
    expect(await told(decoded(page))).toBe(unedited.score);
    await expect.poll(() => pixels(decoded(page))).toBe(unedited.picture);

    await code(page).getByRole('button', { name: 'Clear' }).click();
    await expect(code(page).getByText(/counts edited/)).toBeVisible();
    for (const bar of await code(page).getByRole('slider').all())
      await expect(bar).toHaveAttribute('aria-valuenow', '0');
    await expect.poll(() => pixels(decoded(page))).not.toBe(unedited.picture);
    await code(page).getByRole('button', { name: 'Reset' }).click();
  });

  await test.step('a kept code leads another image’s towards itself', async () => {
    const kept = await pixels(decoded(page));
    await code(page).getByRole('button', { name: 'Keep this code' }).click();
    await sample(page).getByRole('button', { name: 'Next test image' }).click();
    const slider = code(page).getByRole('slider', { name: 'Towards the code of test image 0' });
    await slider.focus();
    const own = await pixels(decoded(page));
    expect(own).not.toBe(kept);
    await page.keyboard.press('End');
    await expect(code(page).getByText(/counts edited/)).toBeVisible();
    await expect.poll(() => pixels(decoded(page))).not.toBe(own);
    await page.keyboard.press('Home');
    await expect.poll(() => pixels(decoded(page))).toBe(own);
  });

  await test.step('a drawn digit is rebuilt', async () => {
    await sample(page).getByText('draw a digit').click();
    const pad = sample(page).getByRole('img', { name: /^Drawing pad/ });
    const box = (await pad.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.15);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.85, { steps: 12 });
    await page.mouse.up();
    await expect(
      sample(page).getByRole('img', { name: /^The drawing as the networks get it/ }),
    ).toBeVisible();
    await expect(sample(page).getByText(/^The SNN rebuilds it .* MSE/)).toBeVisible();
    expect(Number(await told(answer(page)))).toBeLessThan(0.1);
    await expect(neuron(page, 0)).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    await test.step(`accessible in ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectAccessible(page);
    });

  await test.step('the link gives the same error in a fresh profile', async () => {
    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await other.goto(page.url());
    await convert(other);
    const again = await finished(other);
    expect(again.report.snn.test).toEqual(report.snn.test);
    expect(again.epochs.map(({ validation }) => validation)).toEqual(
      epochs.map(({ validation }) => validation),
    );
    await elsewhere.close();
  });
});

test('the code can be edited before any run, and on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorkbench(page, small);
  await expect(code(page).getByRole('slider')).toHaveCount(32, soon);
  const unedited = await pixels(decoded(page));
  await neuron(page, 4).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await expect.poll(() => pixels(decoded(page))).not.toBe(unedited);
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('a network whose code is analog says so in the editor’s place', async ({ page }) => {
  await openWorkbench(page, `${small}&ns=4`);
  await page.getByRole('button', { name: 'stage', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible(soon);
  await expect(code(page).getByText(/^fc3 is still analog in this network: its 32 numbers/)).toBeVisible(
    soon,
  );
  await expect(code(page).getByRole('slider')).toHaveCount(0);
  await expect(
    page
      .getByRole('radiogroup', { name: 'Layers of the network' })
      .getByRole('radio', { name: /fc1 spiking/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
});

test('a sweep over Ns draws the error, the lower the better', async ({ page }) => {
  await openWorkbench(page, `${small}&grid=ns:2,8`);
  const form = page.getByRole('form', { name: 'Sweep' });
  await expect(form.getByText(/Fig\. 6/)).toHaveCount(0);
  await form.getByRole('button', { name: 'Run 2 cells' }).click();
  await expect(form.getByRole('button', { name: 'All 2 cells are done' })).toBeVisible({ timeout: 180_000 });
  const scores = await page.evaluate(async () => {
    const ended = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await ended(indexedDB.open('spikewise-sweeps'));
    const cells = await ended(database.transaction('cells').objectStore('cells').getAll());
    database.close();
    return Object.fromEntries(
      cells.map(({ key, result }) => [key, result.report.snn.validation.mse as number]),
    );
  });
  const [short, long] = [scores['ns=2,seed=1']!, scores['ns=8,seed=1']!];
  expect(short).toBeGreaterThan(long);

  await page.getByRole('tab', { name: 'Heat map' }).click();
  await expect(page.getByText('lower is better')).toBeVisible();
  await expect(page.getByText(/best by validation MSE: Ns 8/)).toBeVisible();
  await page.getByRole('tab', { name: 'Curves' }).click();
  const curve = page.getByRole('img', { name: /^validation MSE against/ });
  await expect(curve).toHaveAttribute(
    'aria-label',
    new RegExp(`2: ${writeSmall(short)}, 8: ${writeSmall(long)}`),
  );
  await expect(page.getByText(/MSE: lower is better/)).toBeVisible();
  await expectAccessible(page);
});
