/** Tests the figure of one neuron: by keys alone, by touch on a phone, and for everyone. */
import { convert, expect, expectAccessible, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

test('the neuron is opened and tried by keys alone', async ({ page }) => {
  await openWorkbench(page, '#v=1&preset=first-look@3&ns=8');
  await expect(page.getByText(/calibration images/).first()).toBeVisible();
  await page.keyboard.press('n');
  const figure = page.getByRole('dialog', { name: 'One neuron' });
  const activation = figure.getByRole('slider', { name: 'Activation' });
  await expect(activation).toBeVisible();
  // The layer that is open in the inspector gives the axis and the percentile.
  await expect(figure.getByText('conv1’s activations, log count')).toBeVisible();
  const bound = figure.getByRole('slider', { name: 'Upper bound' });
  await expect(bound).toHaveAttribute('aria-valuetext', /^p99\.9: /);
  const reach = async (name: string) => {
    for (let stops = 0; stops < 20; stops++) {
      if (await figure.getByRole('slider', { name }).evaluate((slider) => slider === document.activeElement))
        return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${name}`);
  };
  await reach('Activation');
  await page.keyboard.press('End');
  await expect(figure.getByText('It is saturated: it fires at every one of 8 steps')).toBeVisible();
  await expect(activation).toHaveAttribute('aria-valuetext', /8 spikes/);
  await page.keyboard.press('Home');
  await expect(figure.getByText('Below 0 ReLU is 0, and so is the count.')).toBeVisible();
  await reach('Time steps Ns');
  await page.keyboard.press('End');
  await expect(figure.getByText('65 levels')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(figure.getByText('2 levels')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByRole('radio', { name: 'ϑ/2' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(figure).toBeHidden();
});

test('what is drawn is also told in numbers', async ({ page }) => {
  await openWorkbench(page, '#v=1&preset=first-look@3&ns=4');
  await page.getByRole('button', { name: 'One neuron' }).first().click();
  const figure = page.getByRole('dialog', { name: 'One neuron' });
  await figure.getByText('In numbers').click();
  await expect(figure.getByRole('row')).toHaveCount(5);
  const spikes = await figure.getByRole('cell', { name: 'yes' }).count();
  await expect(figure.getByRole('row').last().getByRole('cell').last()).toHaveText(String(spikes));
  await expect(figure.getByRole('img', { name: /^Count times ϑ beside ReLU/ })).toBeVisible();
  await expect(figure.getByRole('img', { name: /^Membrane potential over 4 steps/ })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the neuron is accessible in ${colorScheme}, and fits a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openWorkbench(page);
    await page.getByRole('button', { name: 'One neuron' }).first().click();
    const figure = page.getByRole('dialog', { name: 'One neuron' });
    await expect(figure.getByRole('slider', { name: 'Activation' })).toBeVisible();
    await figure.getByText('Poisson').click();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(figure.getByRole('slider', { name: 'Activation' })).toBeVisible();
    await expectAccessible(page);
    const { scroll, client } = await figure.evaluate(({ scrollWidth, clientWidth }) => ({
      scroll: scrollWidth,
      client: clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
  });

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('the point goes where a finger puts it', async ({ page }) => {
    await openWorkbench(page);
    await page.getByRole('button', { name: 'One neuron' }).first().tap();
    const figure = page.getByRole('dialog', { name: 'One neuron' });
    const activation = figure.getByRole('slider', { name: 'Activation' });
    const plot = figure.getByRole('img', { name: /^Count times ϑ beside ReLU/ });
    const box = (await plot.boundingBox())!;
    await page.touchscreen.tap(box.x + box.width * 0.3, box.y + box.height / 2);
    const low = Number(await activation.inputValue());
    await page.touchscreen.tap(box.x + box.width * 0.6, box.y + box.height / 2);
    expect(Number(await activation.inputValue())).toBeGreaterThan(low);
  });
});

test('the figure is there in a sweep and after a run too', async ({ page }) => {
  await openWorkbench(page, smallRun);
  await convert(page);
  await waitForStatus(page, 'finished');
  await page.getByText('Sweep', { exact: true }).click();
  await page.getByRole('button', { name: 'One neuron' }).first().click();
  await expect(
    page.getByRole('dialog', { name: 'One neuron' }).getByText(/’s activations, log count/),
  ).toBeVisible();
});
