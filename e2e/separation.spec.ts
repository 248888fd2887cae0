/**
 * A small separator in the page: trained and converted by link, its voices heard, compared, saved,
 * and measured mixture by mixture.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { readWav } from '../src/datasets/formats/sound/wav.ts';
import { siSdr } from '../src/engine/speech/si-sdr.ts';
import { convert, expect, expectAccessible, openWorkbench, storedRuns, test } from './page.ts';

const network = '1x8000-e8k20s10-c8k1s1-c8k1x3s1-c8k1x3s1d1x2-c16k1s1';
const small =
  `#v=1&preset=separator-64@1&net=${network}&ns=8&train=4&val=2&test=4&pre=1&max=1&cal=2&batch=2` +
  '&workers=1&backend=wasm';

/** Inspections take their time on a busy machine. */
const soon = { timeout: 120_000 };

const sample = (page: Page) => page.getByRole('complementary', { name: 'One mixture, inside' });

test('voices are heard, compared, saved and measured', async ({ page }) => {
  test.setTimeout(300_000);
  page.setDefaultTimeout(60_000);
  // A suspended context that never wakes has no sound; the page's own is asked for its state.
  await page.addInitScript(() => {
    const contexts: AudioContext[] = [];
    const Made = window.AudioContext;
    Object.assign(window, { contexts });
    window.AudioContext = class extends Made {
      constructor() {
        super();
        contexts.push(this);
      }
    };
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await openWorkbench(page);
  const ofSounds = () => asked.filter((url) => /SoundBench|StepSounds|ExampleScores/.test(url));
  await expect(page.getByRole('button', { name: 'Convert', exact: true })).toBeVisible();
  expect(ofSounds()).toEqual([]);

  await page.goto('about:blank');
  await openWorkbench(page, small);
  await convert(page);
  await expect
    .poll(async () => (await storedRuns(page)).map(({ status }) => status), { timeout: 400_000 })
    .toEqual(['finished']);

  const bench = sample(page).getByRole('group', { name: 'Sounds of this mixture' });
  await expect(bench.getByRole('img', { name: /^Spectrogram of Talker 2 by the SNN\. 1\.0 s/ })).toBeVisible(
    soon,
  );
  expect(ofSounds()).not.toEqual([]);
  await expectAccessible(page, 'aside');

  // Playing, and the switch, by keys alone.
  await bench.getByRole('switch', { name: 'loop' }).click();
  const place = bench.getByRole('slider', { name: 'Place in the sound' });
  await place.focus();
  await page.keyboard.press(' ');
  await expect(bench.getByRole('button', { name: 'Pause' })).toBeVisible();
  const states = () =>
    page.evaluate(() =>
      (window as unknown as { contexts: AudioContext[] }).contexts.map(({ state }) => state),
    );
  expect(await states()).toEqual(['running']);
  const before = await place.inputValue();
  await expect.poll(() => place.inputValue()).not.toBe(before);
  await expect(bench.getByText(/Heard is Mixture; B changes/)).toBeVisible();
  await page.keyboard.press('b');
  await expect(bench.getByText(/Heard is Talker 1 by the SNN; A changes/)).toBeVisible();
  await bench.getByRole('button', { name: 'A: Talker 2 alone' }).click();
  await expect(bench.getByText(/Heard is Talker 2 alone; B changes/)).toBeVisible();

  // Where another part plays, this one pauses, in the same context.
  const steps = sample(page).getByRole('region', { name: 'The voices, step by step' });
  // The sound is a second long, and would end before a slow machine looks.
  await steps.getByRole('switch', { name: 'loop' }).click();
  await steps.getByRole('button', { name: 'Play' }).click();
  await expect(steps.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(bench.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(await states()).toEqual(['running']);
  await steps.getByRole('button', { name: 'Pause' }).click();
  for (const step of ['1 step', '2 steps', '4 steps', '8 steps'])
    await expect(steps.getByRole('button', { name: `A: After ${step}` })).toBeVisible();

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    bench.getByRole('button', { name: 'Save Talker 1 by the SNN as a WAV file' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('mixture-0-snn-1.wav');
  const { rate, samples } = readWav('saved', await readFile(await saved.path()));
  expect([rate, samples.length]).toEqual([8000, 8000]);
  expect(samples.some((value) => value !== 0)).toBe(true);
  // What the files hold is what the page says of them.
  const [alone] = await Promise.all([
    page.waitForEvent('download'),
    bench.getByRole('button', { name: 'Save Talker 1 alone as a WAV file' }).click(),
  ]);
  const ratio = siSdr(samples, readWav('alone', await readFile(await alone.path())).samples);
  const told = await bench.getByRole('listitem').filter({ hasText: 'Talker 1 by the SNN' }).innerText();
  const shown = Number(/(−?\d+\.\d)\sdB/.exec(told)![1]!.replace('−', '-'));
  if (ratio.kind !== 'ratio') throw new Error(`${ratio.which} is silent`);
  // The page writes tenths.
  expect(Math.abs(ratio.decibels - shown)).toBeLessThan(0.0501);

  // Masks, and spikes along the sound, are read by keys.
  const masks = sample(page).getByRole('region', { name: 'Masks' });
  await masks.getByRole('slider', { name: 'frame' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(masks.getByText(/^Frame 1 \(0\.00\ss\), filter 0: Talker 1, SNN 0\.\d\d;/)).toBeVisible();
  const along = sample(page).getByRole('region', { name: 'Spikes along the sound' });
  await along.getByRole('combobox', { name: 'Layer along the sound' }).selectOption('conv1');
  await expect(
    along.getByRole('img', { name: /^Spikes of 8 channels of conv1 over 799 frames/ }),
  ).toBeVisible();

  // A dot for each mixture; its button in the table opens it.
  const many = sample(page).getByRole('region', { name: 'Many mixtures' });
  await many.getByRole('button', { name: 'Measure 20 from here on' }).click();
  await expect(many.getByText(/SI-SDR, 20 examples/)).toBeVisible(soon);
  await many.getByText('The same as a table').click();
  await many.getByRole('button', { name: 'Open example 2' }).click();
  await expect(sample(page).getByRole('textbox').first()).toHaveValue('2', soon);
  await expectAccessible(page, 'aside');
});

test('a pre-trained separator is converted and heard on the first visit', async ({ page }) => {
  test.setTimeout(400_000);
  page.setDefaultTimeout(60_000);
  await openWorkbench(page, '#v=1&preset=voices-first@1&backend=wasm');
  const panel = page.getByRole('tabpanel', { name: 'Without training' });
  await expect(panel.getByText(/^−?\d+\.\d\d\sdB/).first()).toBeVisible({ timeout: 300_000 });
  const bench = sample(page).getByRole('group', { name: 'Sounds of this mixture' });
  await expect(bench.getByRole('img', { name: /^Spectrogram of Talker 2 by the ANN\. 2\.0 s/ })).toBeVisible({
    timeout: 300_000,
  });
  await bench.getByRole('switch', { name: 'loop' }).click();
  await bench.getByRole('button', { name: 'Play' }).click();
  await expect(bench.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('a browser without sound says so, and the files can be saved', async ({ page }) => {
  test.setTimeout(300_000);
  page.setDefaultTimeout(60_000);
  await page.addInitScript(() => {
    window.AudioContext = class {
      constructor() {
        throw new Error('no audio device');
      }
    } as unknown as typeof AudioContext;
  });
  await openWorkbench(page, small);
  await convert(page);
  const bench = sample(page).getByRole('group', { name: 'Sounds of this mixture' });
  await bench.getByRole('button', { name: 'Play' }).click({ timeout: 400_000 });
  await expect(bench.getByRole('alert')).toContainText(
    'This browser cannot play sounds here (no audio device).',
  );
});
