/** Fills the page's storage with runs, and times how soon a page that is opened lists them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encode } from '../../src/runs/archive/encoding.ts';
import { archiveFormat, archiveVersion } from '../../src/runs/archive/lines.ts';
import { finishedRecord } from '../../src/runs/testing/stored-run.ts';
import { withBrowser } from '../shared/chromium.ts';
import type { Session } from '../shared/session.ts';
import { patience } from './open.ts';

/** Points in each plot of a run, as a real one has them. */
const pairs = 2000;
/** Size of a network file in bytes: that of `first-look`. */
const networkBytes = 130_000;

/** Plain text, since it runs in the page from the first moment. */
const watchList = (runs: number) => `
  new MutationObserver((_, observer) => {
    const bar = document.querySelector('footer');
    if (!bar || Number(bar.dataset.runs ?? 0) < ${runs}) return;
    observer.disconnect();
    const read = performance.now();
    requestAnimationFrame(() => setTimeout(() => { window.listed = { read, drawn: performance.now() }; }));
  }).observe(document, { childList: true, subtree: true, attributes: true });
`;

/** Plain text, since it runs in the page: stores copies of the one run that is there. */
const copyRun = (runs: number) => `(async () => {
  const request = indexedDB.open('spikewise');
  await new Promise((resolve) => { request.onsuccess = resolve; });
  const db = request.result;
  const get = (store) => new Promise((resolve) => {
    const reading = db.transaction(store).objectStore(store).getAll();
    reading.onsuccess = () => resolve(reading.result[0]);
  });
  const [run, network] = [await get('runs'), await get('networks')];
  const writing = db.transaction(['runs', 'networks'], 'readwrite');
  for (let i = 1; i < ${runs}; i++) {
    const createdAt = new Date(Date.UTC(2026, 0, 1) + 60_000 * i).toISOString();
    writing.objectStore('runs').put({ ...run, id: 'copy-' + i, createdAt, updatedAt: createdAt });
    writing.objectStore('networks').put({ ...network, id: 'copy-' + i });
  }
  await new Promise((resolve) => { writing.oncomplete = resolve; });
  db.close();
})()`;

/** Milliseconds since the page began to open. */
export interface Listed {
  /** Until the list of runs was in the document. */
  readonly read: number;
  /** Until it was drawn and the page was free again. */
  readonly drawn: number;
}

export interface Opened {
  readonly empty: Listed;
  readonly full: Listed;
}

/** Opens the page with no runs and then with as many as are asked for. */
export function openStored(session: Session, runs: number): Promise<Opened> {
  const folder = mkdtempSync(path.join(tmpdir(), 'spikewise-stored-'));
  return withBrowser(async (browser) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const open = async (wanted: number): Promise<Listed> => {
      const page = await context.newPage();
      await page.addInitScript(watchList(wanted));
      await page.goto(session.server.address);
      await page.waitForFunction('window.listed', undefined, { timeout: patience });
      const listed = (await page.evaluate('window.listed')) as Listed;
      await page.close();
      return listed;
    };
    const { network: _, ...run } = finishedRecord({ pairs, epochs: 5 });
    const line = encode({ run, network: new Uint8Array(networkBytes) });
    const header = { format: archiveFormat, version: archiveVersion };
    const file = path.join(folder, 'one.jsonl');
    writeFileSync(file, `${JSON.stringify(header)}\n${JSON.stringify(line)}\n`);
    // The first page of a browser compiles and caches.
    await open(0);
    const empty = await open(0);
    const page = await context.newPage();
    await page.goto(session.server.address);
    await page.getByRole('contentinfo').getByRole('button', { name: 'Stored', exact: true }).click();
    await page.getByLabel('Exported file').setInputFiles(file);
    await page.getByText('1 run added.').waitFor();
    await page.evaluate(copyRun(runs));
    await page.close();
    await open(runs);
    return { empty, full: await open(runs) };
  }).finally(() => rmSync(folder, { recursive: true }));
}
