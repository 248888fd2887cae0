/** Records tasks that hold up the page's main thread while it converts. */
import type { Page } from 'playwright';
import type { Session } from '../shared/session.ts';
import { printTable } from '../shared/table.ts';
import { isOver, mainButtonSays, pressConvert, withWorkbench } from './open.ts';
import { type ProcessorTime, withProcessorTime } from './processor-time.ts';

/** Plain text, since it runs in the page from the first moment. */
export const watchLongTasks = `
  window.longTasks = [];
  window.longFrames = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const frame of list.getEntries()) window.longFrames.push(frame.toJSON());
  }).observe({ type: 'long-animation-frame', buffered: true });
`;

interface LongTask {
  readonly startTime: number;
  readonly duration: number;
}

/** Chromium's record of a frame that came late, with the parts that are printed here. */
interface LongFrame extends LongTask {
  /** Milliseconds since the press of the button. */
  readonly after: number;
  /** Time at which rendering began; 0 when nothing was rendered. */
  readonly renderStart: number;
  readonly styleAndLayoutStart: number;
  readonly scripts: readonly {
    readonly invoker: string;
    readonly duration: number;
    readonly forcedStyleAndLayoutDuration: number;
  }[];
}

export interface Watched {
  readonly seconds: number;
  /** Durations of the tasks over 50 ms from the press of the button to the end, falling. */
  readonly tasks: readonly number[];
  /** Late frames of that time, the longest first. */
  readonly frames: readonly LongFrame[];
  readonly processor: ProcessorTime;
}

/** Watches one whole conversion on the page. */
export function watchConversion(session: Session, preset: string, seed: number): Promise<Watched> {
  return withWorkbench(
    session,
    `#v=1&preset=${preset}&seed=${seed}&backend=wasm`,
    watchLongTasks,
    async (page) => {
      // Playwright's own script is put into the page at the first question, and is not the page's.
      await mainButtonSays(page, 'Convert');
      const began = await page.evaluate('performance.now()');
      const processor = await withProcessorTime(page, async () => {
        await pressConvert(page);
        await mainButtonSays(page, 'Pause');
        await isOver(page);
      });
      return { ...(await watchedSince(page, began as number)), processor };
    },
  );
}

/** Returns the long tasks and late frames since a time of the page's clock. */
export async function watchedSince(page: Page, began: number): Promise<Omit<Watched, 'processor'>> {
  // Entries come a little after their task.
  await page.waitForTimeout(500);
  const [now, tasks, frames] = (await page.evaluate(
    '[performance.now(), window.longTasks, window.longFrames]',
  )) as [number, LongTask[], LongFrame[]];
  const since = <T extends LongTask>(entries: readonly T[]) =>
    entries.filter(({ startTime }) => startTime >= began).sort((a, b) => b.duration - a.duration);
  return {
    seconds: (now - began) / 1000,
    tasks: since(tasks).map(({ duration }) => duration),
    frames: since(frames).map((frame) => ({ ...frame, after: frame.startTime - began })),
  };
}

/** Prints what the longest frames of a round were busy with. */
export function printFrames(frames: readonly LongFrame[]): void {
  if (frames.length === 0) return;
  printTable(
    'The latest frames of the worst round: the whole, scripts, and style, layout and paint, in ms',
    ['after s', 'whole', 'scripts', 'render', 'longest script'],
    frames.slice(0, 5).map(({ after, startTime, duration, renderStart, styleAndLayoutStart, scripts }) => {
      const [longest] = [...scripts].sort((a, b) => b.duration - a.duration);
      const render = renderStart > 0 ? duration - ((styleAndLayoutStart || renderStart) - startTime) : 0;
      return [
        (after / 1000).toFixed(2),
        duration.toFixed(0),
        scripts.reduce((total, script) => total + script.duration, 0).toFixed(0),
        render.toFixed(0),
        longest ? `${longest.invoker} ${longest.duration.toFixed(0)}` : '',
      ];
    }),
  );
}
