/** Opens the built workbench in a browser of its own, and presses the buttons of a conversion. */
import type { Page } from 'playwright';
import { withBrowser } from '../shared/chromium.ts';
import type { Session } from '../shared/session.ts';

/** The longest that a run may take, ms. */
export const patience = 600_000;

/**
 * Calls `use` with the page. `script` runs in it from the first moment; `flags` are the browser's.
 */
export function withWorkbench<T>(
  session: Session,
  hash: string,
  script: string,
  use: (page: Page) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  return withBrowser(async (browser) => {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      // Otherwise the first visit fetches the whole site meanwhile, to keep it.
      serviceWorkers: 'block',
    });
    await page.addInitScript(script);
    await page.goto(`${session.server.address}${hash}`);
    const button = page.getByRole('button', { name: 'Convert', exact: true });
    await button.waitFor();
    // The page needs time to settle: fonts, its first untuned conversions.
    await page.waitForTimeout(3000);
    return use(page);
  }, flags);
}

export const pressConvert = (page: Page) =>
  page.getByRole('button', { name: 'Convert', exact: true }).click();

/**
 * Waits until the main button of the conversion shows a word. It asks the page for little:
 * Playwright's search by role computes the names of all buttons, which on a busy machine is a long
 * task of its own.
 */
export async function mainButtonSays(page: Page, word: string): Promise<void> {
  // A function, since the page's policy does not let a text be evaluated.
  await page.waitForFunction(
    (wanted) => document.querySelector('fieldset[aria-label="Conversion"] button')?.textContent === wanted,
    word,
    { polling: 200, timeout: patience },
  );
}

export const stopButton = (page: Page) =>
  page.getByRole('group', { name: 'Conversion' }).getByRole('button', { name: 'Stop' });

/** Waits until no conversion runs: the page has its Convert button back. */
export const isOver = (page: Page) => mainButtonSays(page, 'Convert');
