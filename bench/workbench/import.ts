/** Imports an archive in the real page and keeps it, and records what holds up the main thread. */
import type { Page } from 'playwright';
import type { Session } from '../shared/session.ts';
import { type Watched, watchedSince, watchLongTasks } from './long-tasks.ts';
import { patience, withWorkbench } from './open.ts';
import { withProcessorTime } from './processor-time.ts';

export interface WatchedImport extends Omit<Watched, 'seconds'> {
  /** Seconds from the choice of the file to the preview. */
  readonly readSeconds: number;
  /** Seconds from the press of “Keep in this browser” to the end of the dialog. */
  readonly keepSeconds: number;
  /** What the preview says of the set. */
  readonly words: string;
}

/** Waits without asking the page for more than one look at its buttons. */
const previewIsThere = (page: Page) =>
  page.waitForFunction(
    () => {
      const dialog = document.querySelector('[role=dialog]');
      const words = dialog?.textContent ?? '';
      return words.includes('Keep in this browser') || dialog?.querySelector('[role=alert]') !== null;
    },
    null,
    { polling: 100, timeout: patience },
  );

export function watchImport(session: Session, archive: string): Promise<WatchedImport> {
  return withWorkbench(session, '', watchLongTasks, async (page) => {
    const now = () => page.evaluate('performance.now()') as Promise<number>;
    await page.getByRole('button', { name: 'Your data …' }).click();
    const input = page.getByLabel('Choose files', { exact: true }).first();
    await input.waitFor({ state: 'attached' });
    const keep = page.getByRole('button', { name: 'Keep in this browser' });
    // Playwright's own script is put into the page at the first question, and is not the page's.
    await page.waitForTimeout(1000);
    const began = await now();
    let [read, kept, words] = [began, began, ''];
    const processor = await withProcessorTime(page, async () => {
      await input.setInputFiles(archive);
      await previewIsThere(page);
      read = await now();
      words = await page.evaluate(() => document.querySelector('[role=dialog] p')?.textContent ?? '');
      await keep.click();
      await page.waitForFunction(() => document.querySelector('[role=dialog]') === null, null, {
        polling: 100,
        timeout: patience,
      });
      kept = await now();
    });
    const { tasks, frames } = await watchedSince(page, began);
    const seconds = { readSeconds: (read - began) / 1000, keepSeconds: (kept - read) / 1000 };
    return { ...seconds, words, tasks, frames, processor };
  });
}
