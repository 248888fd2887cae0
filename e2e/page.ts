/** Opens the page as a person meets it: fresh, and failing the test on any console error. */
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { engineRevision } from '../src/engine/revision.ts';

/** A small run on wasm that still has every stage, epoch 0 included. */
export const smallRun = `#v=1&preset=first-look@2&engine=${engineRevision}&train=512&val=128&test=128&max=1&cal=128&backend=wasm`;

/** A violation of the content security policy as the page's own event tells it. */
interface Violation {
  readonly effectiveDirective: string;
  readonly blockedURI: string;
  readonly sample: string;
}

declare global {
  interface Window {
    tellViolation(words: string): void;
  }
}

/**
 * Every test fails on an error in the console, a violation of the content security policy, and a
 * request to anywhere but the site's own origin, from the page or from its workers.
 */
export const test = base.extend<{ consoleErrors: string[]; elsewhere: string[] }>({
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(error.message));
      await page.exposeFunction('tellViolation', (words: string) => errors.push(words));
      await page.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', (event: Violation) => {
          const { effectiveDirective, blockedURI, sample } = event;
          window.tellViolation(`against ${effectiveDirective}: ${blockedURI} ${sample}`);
        }),
      );
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
  elsewhere: [
    async ({ context, baseURL }, use) => {
      const addresses: string[] = [];
      const { origin } = new URL(baseURL as string);
      context.on('request', (request) => {
        const { protocol, origin: asked, href } = new URL(request.url());
        // These two name bytes that the page holds already.
        if (protocol === 'data:' || protocol === 'blob:' || asked === origin) return;
        addresses.push(href);
      });
      await use(addresses);
      expect(addresses).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export async function openWorkbench(page: Page, hash = ''): Promise<void> {
  await page.goto(`./${hash}`);
  await expect(page.getByRole('heading', { name: 'Spikewise' })).toBeVisible();
}

export async function convert(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
}

/** Expects no serious violation in that part of the page as it stands. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  // Outside this mode every check opens another page, which puts the findings of frames together.
  const { violations } = await new AxeBuilder({ page }).include(part).setLegacyMode().analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

/** Scores by the ids of their metrics. */
export interface Scores {
  readonly loss: number;
  readonly accuracy: number;
}

export interface StoredRun {
  readonly id: string;
  readonly spec: {
    readonly network: string;
    readonly timeSteps: number;
    readonly method: string;
    readonly reset: string;
  };
  readonly status: string;
  readonly failure: string | null;
  readonly epochs: readonly { stage: number; epoch: number; validation: Scores }[];
  readonly report: {
    readonly ann: { test: Scores };
    readonly snn: {
      test: Scores;
      validation: Scores;
      testCount: number;
      neuroBench?: { effectiveAcs: number; effectiveMacs: number; dense: number };
    } | null;
    readonly cost: { ratio: number } | null;
    readonly stages: readonly {
      layer: string;
      threshold: readonly number[];
      kept: Scores;
      epochs: number;
    }[];
    readonly backend: string;
    readonly environment: { readonly workers: number } | null;
  } | null;
}

/** Returns the runs as they lie in IndexedDB, newest last. */
export function storedRuns(page: Page): Promise<StoredRun[]> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const runs: StoredRun[] = [];
    for (const { name } of databases) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name as string);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      if (database.objectStoreNames.contains('runs')) {
        const found = await new Promise<StoredRun[]>((resolve, reject) => {
          const request = database.transaction('runs').objectStore('runs').getAll();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        runs.push(...found);
      }
      database.close();
    }
    return runs.sort((a, b) => (a.id < b.id ? -1 : 1));
  });
}

/** Waits until the newest stored run has the status. */
export async function waitForStatus(page: Page, status: string): Promise<StoredRun> {
  await expect
    .poll(async () => (await storedRuns(page)).map((run) => run.status), { timeout: 240_000 })
    .toContain(status);
  return (await storedRuns(page)).find((run) => run.status === status) as StoredRun;
}
