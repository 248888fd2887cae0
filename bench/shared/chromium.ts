/**
 * Opens the bench page in headless Chromium: a fresh browser each time, closed before anyone else
 * computes.
 */
import { type Browser, chromium, type Page } from 'playwright';
import { launchOptions } from '../../scripts/browser.mjs';
import type { BenchPage, BenchWindow, TimedEvent } from '../site/api.ts';

/** The bench page's own functions, for use inside `page.evaluate`. */
export type { BenchPage, BenchWindow, TimedEvent };

/** Calls `use` with a browser that has these `flags` beside those of the tests. */
export async function withBrowser<T>(
  use: (browser: Browser) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  const options = launchOptions();
  const browser = await chromium.launch({ ...options, args: [...options.args, ...flags] });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** Calls `use` with the bench page of the server at `address`. */
export function withBenchPage<T>(
  address: string,
  use: (page: Page, browser: Browser) => Promise<T>,
): Promise<T> {
  return withBrowser(async (browser) => {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`Chromium: ${message.text()}`);
    });
    await page.goto(new URL('bench/', address).href);
    await page.waitForFunction('window.bench !== undefined');
    return use(page, browser);
  });
}

export function chromiumVersion(): Promise<string> {
  return withBrowser(async (browser) => browser.version());
}
