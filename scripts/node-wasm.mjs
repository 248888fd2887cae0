/** Finds the WebAssembly that a backend needs in Node: tfjs's in its package, ours compiled. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildKernels, kernelsFile } from './build-kernels.mjs';

export const wasmFolder = `${path.dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`;

export async function readKernels() {
  await buildKernels();
  return new Uint8Array(await readFile(kernelsFile));
}
