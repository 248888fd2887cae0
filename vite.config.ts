import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentPolicyPlugin } from './scripts/content-policy.mjs';

export default defineConfig({
  // Relative addresses: the built site works from any sub-path of a static host.
  base: './',
  plugins: [react(), contentPolicyPlugin()],
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 1200 },
  preview: { port: 4173 },
});
