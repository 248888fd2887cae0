/** Opens the built site as a first visitor does, and waits for the first curve. */
import { withBrowser } from '../shared/chromium.ts';
import { patience } from '../workbench/open.ts';

export interface Visit {
  /** Seconds from the navigation to the first curve of at least two points, drawn. */
  readonly seconds: number;
  /** Seconds from the navigation to the first paint of anything. */
  readonly paint: number;
  /** Paths below the site of all that the page and its workers fetched until then, in order. */
  readonly files: readonly string[];
}

/** Plain text, since it runs in the page from the first moment. */
const watch = `
  const isDrawn = () => document.querySelector('.recharts-line-curve')?.getAttribute('d')?.includes('L');
  new MutationObserver((_, observer) => {
    if (!isDrawn()) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.firstCurve = performance.now(); }));
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['d'] });
`;

/** A function, since the page's policy does not let a text be evaluated. */
const firstCurve = () => (window as { firstCurve?: number }).firstCurve ?? null;

/** Opens `address` in a browser that has never seen it. */
export function visit(address: string): Promise<Visit> {
  return withBrowser(async (browser) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const files: string[] = [];
    context.on('request', (request) => {
      // What the service worker keeps for later is no part of the first load.
      if (request.serviceWorker() || !request.url().startsWith(address)) return;
      files.push(new URL(request.url()).pathname.slice(1) || 'index.html');
    });
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(address, { timeout: patience, waitUntil: 'commit' });
    const drawn = await page.waitForFunction(firstCurve, null, { polling: 100, timeout: patience });
    const milliseconds = (await drawn.jsonValue())!;
    const seen = [...new Set(files)];
    const paint = (await page.evaluate(
      `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`,
    )) as number;
    return { seconds: milliseconds / 1000, paint: paint / 1000, files: seen };
  });
}
