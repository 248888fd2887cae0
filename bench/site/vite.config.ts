import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The bench page, built and minified as the workbench is. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 1200 },
});
