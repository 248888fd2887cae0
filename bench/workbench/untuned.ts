/**
 * Measures how soon the page shows the accuracy of an untuned conversion after a setting has moved,
 * by the page's own controls.
 */
import type { Page } from 'playwright';
import type { Session } from '../shared/session.ts';
import { patience, withWorkbench } from './open.ts';

export interface Move {
  /** The setting that was moved; `to` is its new value. */
  readonly setting: 'Ns' | 'percentile';
  readonly to: string;
  readonly milliseconds: number;
}

/**
 * The keys that move each slider, always in one direction, so that no conversion is asked for
 * twice: the page remembers the last ones.
 */
const keys: Readonly<Record<Move['setting'], 'ArrowRight' | 'ArrowLeft'>> = {
  Ns: 'ArrowRight',
  percentile: 'ArrowLeft',
};

/** The number of stops that the slider of Ns has from 8 steps to 64. */
export const mostMoves = 12;

const sliders: Readonly<Record<Move['setting'], string>> = {
  Ns: 'Time steps Ns',
  percentile: 'Percentile of the upper bound',
};

/**
 * The page marks the figures as stale from the moment it asks for new ones until they are shown.
 */
const figures = 'section[aria-label="Just converted, not yet tuned"] dl';

/** A function, since the page's policy does not let a text be evaluated. */
const isFresh = (shown: string) => !(document.querySelector(shown)?.hasAttribute('data-stale') ?? true);

/** Starts the clock with the key itself and stops it when fresh figures have been drawn. */
const watch = `
  window.untunedShown = new Promise((resolve) => {
    const began = new Promise((start) => addEventListener('keydown', () => start(performance.now()), { once: true, capture: true }));
    let asked = false;
    new MutationObserver(async (_, observer) => {
      const stale = document.querySelector('${figures}').hasAttribute('data-stale');
      if (stale) asked = true;
      if (stale || !asked) return;
      observer.disconnect();
      const from = await began;
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
    }).observe(document.querySelector('${figures}'), { attributes: true });
  });
  0`;

/**
 * Opens a fresh page and moves each slider `count` times in turn. The first conversion, while
 * everything loads, is not counted.
 */
export function moveSettings(session: Session, hash: string, count: number): Promise<Move[]> {
  return withWorkbench(session, hash, '', async (page) => {
    await page.waitForFunction(isFresh, figures, { polling: 200, timeout: patience });
    await page.getByRole('slider', { name: sliders.percentile }).waitFor({ timeout: patience });
    const moves: Move[] = [];
    for (let move = 0; move < count; move++)
      for (const setting of ['Ns', 'percentile'] as const) moves.push(await moveOnce(page, setting));
    return moves;
  });
}

async function moveOnce(page: Page, setting: Move['setting']): Promise<Move> {
  const slider = page.getByRole('slider', { name: sliders[setting], exact: true });
  await slider.focus();
  await page.evaluate(watch);
  await slider.press(keys[setting]);
  const milliseconds = (await page.evaluate('window.untunedShown')) as number;
  const to = (await slider.getAttribute('aria-valuetext')) ?? '';
  return { setting, to: to.replace(/:.*/, ''), milliseconds };
}
