/**
 * Speaking over a voice: a microphone that is denied is said in words, and one that is allowed is
 * recorded, mixed, separated and played.
 */
import { launchOptions } from '../scripts/browser.mjs';
import { convert, expect, expectAccessible, openWorkbench, test } from './page.ts';

const { args, ...options } = launchOptions();
// The browser's own test device beeps.
test.use({ launchOptions: { ...options, args: [...args, '--use-fake-device-for-media-stream'] } });

const small =
  '#v=1&preset=separator-64@1&net=1x8000-e8k20s10-c8k1s1-c16k1s1&ns=4&train=4&val=2&test=4&pre=1' +
  '&max=0&cal=2&batch=2&workers=1&backend=wasm';

test('a denied microphone is said in words, an allowed one is separated', async ({ page, context }) => {
  test.setTimeout(600_000);
  page.setDefaultTimeout(60_000);
  // Everything that is not granted is denied.
  await context.grantPermissions([]);
  await openWorkbench(page, small);
  await convert(page);
  const sample = page.getByRole('complementary', { name: 'One mixture, inside' });
  const own = sample.getByRole('region', { name: 'Record yourself' });
  const record = own.getByRole('button', { name: /^Record/ });
  await record.click({ timeout: 400_000 });
  await expect(own.getByRole('alert')).toContainText(
    'The microphone was not allowed. Allow it for this page',
  );

  await context.grantPermissions(['microphone']);
  await record.click();
  const heard = own.getByRole('group', { name: 'Your voice, separated' });
  await expect(heard).toBeVisible({ timeout: 120_000 });
  await expect(own.getByRole('alert')).toHaveCount(0);
  await expect(
    heard.getByRole('img', { name: /^Spectrogram of You alone\. 1\.0 s, \d+ % of it sounding/ }),
  ).toBeVisible();
  await expect(heard.getByRole('img', { name: /^Spectrogram of The other talker by the SNN/ })).toBeVisible();
  // A second of sound may be over before anyone looks.
  await heard.getByRole('switch', { name: 'loop' }).click();
  await heard.getByRole('button', { name: 'Play' }).click();
  await expect(heard.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expectAccessible(page, 'aside');
});
