/**
 * Opens a backend in Node, where the wasm binaries lie in the installed package and, built, beside
 * their sources.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildKernels, kernelsFile } from '../scripts/build-kernels.mjs';
import { type OpenBackend, openBackend } from '../src/backends/open.ts';
import type { RunSpec } from '../src/runs/spec/spec.ts';

const wasmFolder = `${path.dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`;

async function kernels(): Promise<Uint8Array<ArrayBuffer>> {
  await buildKernels();
  return new Uint8Array(await readFile(kernelsFile));
}

export function openNodeBackend(wanted: RunSpec['backend']): Promise<OpenBackend> {
  return openBackend({ wanted, wasm: wasmFolder, kernels });
}
