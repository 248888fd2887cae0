import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/browser.mjs';

const port = process.env.E2E_PORT ?? '4180';
const address = `http://127.0.0.1:${port}`;

/**
 * End-to-end tests run against the built site: `npm run build` first. Timeouts are for slow, shared
 * machines.
 */
export default defineConfig({
  testDir: 'e2e',
  // Beside another test, a newer service worker sometimes does not take over (offline.spec.ts).
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL: `${address}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: launchOptions(),
    // Requests that a service worker answers cannot be intercepted: e2e/offline.spec.ts allows it.
    serviceWorkers: 'block',
    // A trace keeps the page itself; pictures of every moment as well cost a third of the time. In
    // CI nobody sees it, and it still takes a seventh of the processor's time.
    trace: { mode: process.env.CI ? 'off' : 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: address,
    reuseExistingServer: !process.env.CI,
    timeout: 60_000,
  },
});
