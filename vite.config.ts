import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { contentPolicyPlugin } from './scripts/content-policy.mjs';

/**
 * The service worker that keeps the whole site on the visitor's machine: page, workers, data sets
 * and checkpoints. It takes over when somebody asks for the newer version, never by itself.
 */
const serviceWorker = VitePWA({
  filename: 'service-worker.js',
  registerType: 'prompt',
  injectRegister: false,
  manifest: false,
  workbox: {
    // Fonts are in woff2 too, which every browser that can run this page reads.
    globPatterns: ['**/*'],
    globIgnores: ['**/*.woff'],
    maximumFileSizeToCacheInBytes: 64 * 2 ** 20,
    // Names below assets/ hold a hash of what is in the file.
    dontCacheBustURLsMatching: /^assets\//,
    // The page that is open at the first visit is served too, parts that it loads later included.
    clientsClaim: true,
    // Another site below this one on the same host must not be answered with this page.
    navigateFallback: null,
    ignoreURLParametersMatching: [/./],
    inlineWorkboxRuntime: true,
    sourcemap: false,
  },
});

export default defineConfig({
  // Relative addresses: the built site works from any sub-path of a static host.
  base: './',
  // JSX of our own keeps the texts of the page apart, so that they survive a translation.
  plugins: [react({ jsxImportSource: '#jsx' }), contentPolicyPlugin(), serviceWorker],
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 1200 },
  preview: { port: 4173 },
});
