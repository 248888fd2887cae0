/** The engine's surroundings in a browser's worker. */
import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import kernels from '../src/backends/assembly/kernels.wasm?url';
import { type OpenBackend, openBackend } from '../src/backends/open.ts';
import type { RunSpec } from '../src/runs/spec/spec.ts';

/** Assets are addressed relative to the built worker, so that the site works from any sub-path. */
const wasm = {
  plain: new URL(wasmPlain, import.meta.url).href,
  simd: new URL(wasmSimd, import.meta.url).href,
};

export function openWorkerBackend(wanted: RunSpec['backend']): Promise<OpenBackend> {
  return openBackend({ wanted, wasm, kernels: fetchKernels });
}

async function fetchKernels(): Promise<ArrayBuffer> {
  const response = await fetch(new URL(kernels, import.meta.url));
  if (!response.ok) throw new Error(`the wasm kernels could not be loaded (HTTP ${response.status})`);
  return response.arrayBuffer();
}

export function host(): string {
  return navigator.userAgent;
}

/**
 * Returns the machine's memory in bytes, as the browser tells it: rounded, and never more than 8
 * GB. Returns infinity when it does not.
 */
export function memoryBytes(): number {
  const { deviceMemory } = navigator as WorkerNavigator & { readonly deviceMemory?: number };
  return deviceMemory ? deviceMemory * 2 ** 30 : Number.POSITIVE_INFINITY;
}
