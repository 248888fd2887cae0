/** What the engine finds around it in a browser's worker. */
import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { type OpenBackend, openBackend } from '../src/backends/open.ts';
import type { RunSpec } from '../src/runs/spec.ts';

/** Assets are addressed relative to the built worker, so that the site works from any sub-path. */
const wasm = {
  plain: new URL(wasmPlain, import.meta.url).href,
  simd: new URL(wasmSimd, import.meta.url).href,
};

export function openWorkerBackend(wanted: RunSpec['backend']): Promise<OpenBackend> {
  return openBackend({ wanted, wasm });
}

export function host(): string {
  return navigator.userAgent;
}
