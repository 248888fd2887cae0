/** Plays an image in slow motion in the real page, and records what holds up the main thread. */
import type { Page } from 'playwright';
import type { Session } from '../shared/session.ts';
import { type Watched, watchedSince, watchLongTasks } from './long-tasks.ts';
import { patience, withWorkbench } from './open.ts';
import { withProcessorTime } from './processor-time.ts';
import { settle } from './questions.ts';

export type WatchedFilm = Watched;

/** A function, since the page's policy does not let a text be evaluated. */
const atTheEnd = () => {
  const slider = document.querySelector<HTMLInputElement>('[aria-label="The step shown"]');
  return slider !== null && slider.value === slider.max;
};

const isOver = (page: Page) => page.waitForFunction(atTheEnd, null, { polling: 200, timeout: patience });

/** Watches from the press of Play at the first step to the end of the film. */
export function watchFilm(session: Session, preset: string): Promise<WatchedFilm> {
  return withWorkbench(session, `#v=1&preset=${preset}&backend=wasm`, watchLongTasks, async (page) => {
    await settle(page);
    await page.getByRole('button', { name: 'Slow motion', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Slow motion' });
    await dialog.getByText('fast', { exact: true }).click();
    await dialog.getByRole('button', { name: 'To the start' }).click();
    const play = dialog.getByRole('button', { name: 'Play', exact: true });
    await play.focus();
    // Loading and opening are over when the film begins.
    await page.waitForTimeout(2000);
    const began = (await page.evaluate('performance.now()')) as number;
    const processor = await withProcessorTime(page, async () => {
      await page.keyboard.press(' ');
      await isOver(page);
    });
    return { ...(await watchedSince(page, began)), processor };
  });
}
