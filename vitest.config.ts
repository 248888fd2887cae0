import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './scripts/browser.mjs';

/** Tests of what only a browser has: a GPU, or an audio graph. */
const browserTests = ['**/*.webgpu.test.ts', '**/*.browser.test.ts'];

export default defineConfig({
  test: {
    // Left to itself, vitest keeps one core free.
    maxWorkers: '100%',
    projects: [
      {
        oxc: { jsx: { runtime: 'automatic', importSource: '#jsx' } },
        test: {
          name: 'node',
          environment: 'node',
          // A file starts sooner in a thread than in a process, and is as much on its own.
          pool: 'threads',
          include: ['{src,workers,cli,bench}/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
          exclude: browserTests,
          globalSetup: 'scripts/vitest-setup.mjs',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // What is held against the page's colours and motion reads them.
          css: { include: /tokens\.css|\.css\?raw/ },
        },
      },
      {
        // A dependency found only while the tests run would reload the page under them.
        optimizeDeps: {
          include: ['core', 'backend-cpu', 'backend-wasm', 'backend-webgpu']
            .map((part) => `@tensorflow/tfjs-${part}`)
            .concat('@tensorflow/tfjs-core/dist/register_all_gradients.js', 'fast-check', 'zod'),
        },
        test: {
          name: 'webgpu',
          include: browserTests,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            api: { host: '127.0.0.1' },
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
            screenshotFailures: false,
          },
        },
      },
    ],
  },
});
