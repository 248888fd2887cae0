/** Tests the visitor's own speech: dropped, looked at and kept, or refused in words. */
import type { Page } from '@playwright/test';
import { bytesOfText, tarGzOf, zipOf } from '../src/datasets/testing/archives.ts';
import { talkerFiles, voiceOf } from '../src/datasets/testing/speech.ts';
import { drop } from './drop.ts';
import { expect, expectAccessible, openWorkbench, smallRun, test } from './page.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Your data' });
const names = Array.from({ length: 10 }, (_, i) => `talker ${i}`);

async function voices(): Promise<Uint8Array> {
  const table = names.map((name, i) => `${name}/1.wav,${name},${i % 2 ? 'M' : 'F'}`);
  return tarGzOf({
    ...talkerFiles(names, 1, { seconds: 9 }),
    'talker 3/1.wav': voiceOf(4, { seconds: 9, rate: 16_000, channels: 2 }),
    'cover.png': new Uint8Array(9),
    'list.csv': bytesOfText(['file,speaker,gender', ...table].join('\n')),
  });
}

test('dropped recordings show talkers, parts and what was done, and are kept', async ({ page }) => {
  await openWorkbench(page, smallRun);
  await drop(page, 'voices.tar.gz', await voices());
  await expect(dialog(page)).toContainText('voices: speech at 8,000 Hz, 18 recordings, 1.5 minutes');
  const row = (name: RegExp) => dialog(page).getByRole('row', { name });
  await expect(row(/^training/)).toContainText('88440.7');
  await expect(row(/^test, open/)).toContainText('22110.3');
  const talkers = dialog(page).getByRole('list', { name: 'Some of the talkers' }).getByRole('listitem');
  await expect(talkers).toHaveCount(8);
  await expect(talkers.first()).toHaveText(/^talker \d\s*female, 5\.0\ss$/);
  const notes = dialog(page).getByRole('list', { name: 'Notes on how it was read' });
  await expect(notes).toContainText('Mixed down from 2 channels to one: 1 recording (talker 3/1.wav)');
  await expect(notes).toContainText('The sounds were taken, as there are more of them');
  await expectAccessible(page, '[role=dialog]');
  await dialog(page).getByRole('button', { name: 'Keep in this browser' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.reload();
  await page.getByRole('button', { name: 'Your data …' }).click();
  const kept = dialog(page).getByRole('listitem').filter({ hasText: 'voices' }).first();
  await expect(kept).toContainText('speech at 8,000 Hz, 18 recordings, 1.5 minutes');
  await expectAccessible(page, '[role=dialog]');
});

test('speech that cannot be used is refused in words', async ({ page }) => {
  await openWorkbench(page, smallRun);
  await drop(page, 'one.zip', zipOf(talkerFiles(['ann'], 2)));
  await expect(dialog(page).getByRole('alert')).toContainText(
    'one.zip has one talker, ann, and a mixture needs two. Give each talker a folder',
  );
});
