/**
 * Asks the page's simulation worker many questions, by the page's own controls: another window,
 * another image, a drawing.
 */
import type { Page } from 'playwright';
import { type Memory, memoryGauge } from '../shared/memory.ts';
import type { Session } from '../shared/session.ts';
import { patience, withWorkbench } from './open.ts';

export interface Reading {
  /** Questions asked so far. */
  readonly questions: number;
  readonly memory: Memory;
}

/**
 * The inspectors say when they wait for an answer, and the untuned score when it is an old one. A
 * function, since the page's policy does not let a text be evaluated.
 */
const answered = () =>
  !document.querySelector('[aria-busy="true"]') &&
  !document.querySelector('section[aria-label="Just converted, not yet tuned"] [data-stale]');

export async function settle(page: Page): Promise<void> {
  // Longer than the page waits for a slider to rest.
  await page.waitForTimeout(400);
  await page.waitForFunction(answered, undefined, { polling: 100, timeout: patience });
}

/** Draws a stroke across the pad, in a direction of its own each time. */
async function draw(page: Page, turn: number): Promise<void> {
  const box = (await page.locator('[data-pad]').boundingBox())!;
  const at = (share: number) => ({
    x: box.x + box.width * (0.5 + 0.35 * Math.cos(turn) * share),
    y: box.y + box.height * (0.5 + 0.35 * Math.sin(turn) * share),
  });
  await page.mouse.move(at(-1).x, at(-1).y);
  await page.mouse.down();
  await page.mouse.move(at(1).x, at(1).y, { steps: 4 });
  await page.mouse.up();
}

/** One round: a window, an image, a drawing. */
const round = 3;
/** The stops of Ns that are passed before the slider turns back. */
const stops = 12;

async function ask(page: Page, turn: number): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Time steps Ns', exact: true });
  await slider.press(Math.floor(turn / stops) % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
  await settle(page);
  await page.getByRole('button', { name: 'Next test image' }).click();
  await settle(page);
  await page.getByText('draw a digit').click();
  await draw(page, turn);
  await settle(page);
  await page.getByText('test image', { exact: true }).click();
  await settle(page);
}

/**
 * Holds the young generation of every JavaScript heap at its least size. It grows with the pace of
 * allocation, in steps and within bounds, which would look like a leak.
 */
export const smallNursery = '--js-flags=--min-semi-space-size=1 --max-semi-space-size=1';

/** Asks `count` questions, and reads the memory after the first `every`, and after each more. */
export function askQuestions(
  session: Session,
  hash: string,
  count: number,
  every: number,
): Promise<readonly Reading[]> {
  const asked = async (page: Page) => {
    await settle(page);
    const gauge = await memoryGauge(page.context().browser()!);
    const readings: Reading[] = [];
    let next = every;
    for (let questions = 0, turn = 0; questions < count; turn++) {
      await ask(page, turn);
      questions += round;
      if (questions < next) continue;
      readings.push({ questions, memory: await gauge.read() });
      next += every;
    }
    return readings;
  };
  return withWorkbench(session, hash, '', asked, [smallNursery]);
}
