/** Opens a backend for tests in Node, without the command line. */
import { readKernels, wasmFolder } from '../../../scripts/node-wasm.mjs';
import { type BackendOptions, type OpenBackend, openBackend } from '../open.ts';

export function openNodeBackend(wanted: BackendOptions['wanted']): Promise<OpenBackend> {
  return openBackend({ wanted, wasm: wasmFolder, kernels: readKernels });
}
