import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Builds the bench page, minified as the workbench is. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 1200 },
});
