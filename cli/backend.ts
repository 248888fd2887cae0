/** Opens a backend in Node. */
import { readKernels, wasmFolder } from '../scripts/node-wasm.mjs';
import { type OpenBackend, openBackend } from '../src/backends/open.ts';
import type { RunSpec } from '../src/runs/spec/spec.ts';

export function openNodeBackend(wanted: RunSpec['backend']): Promise<OpenBackend> {
  return openBackend({ wanted, wasm: wasmFolder, kernels: readKernels });
}
