/** The engine's surroundings in a browser's worker. */
import wasmPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import kernels from '../src/backends/assembly/kernels.wasm?url';
import { BackendError, type OpenBackend, openBackend } from '../src/backends/open.ts';
import { addressIn, findMissing, missingWords } from '../src/runs/execution/missing.ts';
import { toldBytes } from '../src/runs/spec/memory/limits.ts';
import type { RunSpec } from '../src/runs/spec/spec.ts';
import { fetchPart } from './fetch-part.ts';

/** Assets are addressed relative to the built worker, so that the site works from any sub-path. */
const wasm = {
  plain: new URL(wasmPlain, import.meta.url).href,
  simd: new URL(wasmSimd, import.meta.url).href,
};

const enginePart = 'A part of the engine';

/** Returns the error that says why a file of the engine is not there. */
async function missingError(address: string): Promise<BackendError> {
  return new BackendError(missingWords(enginePart, await findMissing(address), ''));
}

/** Opens a backend. Throws {@link BackendError}, also when a part of it cannot be loaded. */
export async function openWorkerBackend(wanted: RunSpec['backend']): Promise<OpenBackend> {
  try {
    return await openBackend({ wanted, wasm, kernels: fetchKernels });
  } catch (error) {
    const address = addressIn(error instanceof Error ? error.message : String(error));
    throw address ? await missingError(address) : error;
  }
}

async function fetchKernels(): Promise<ArrayBuffer> {
  const address = new URL(kernels, import.meta.url).href;
  return fetchPart(enginePart, address).catch((error: Error) => {
    throw new BackendError(error.message);
  });
}

export function host(): string {
  return navigator.userAgent;
}

function deviceMemory(): number | undefined {
  return (navigator as WorkerNavigator & { readonly deviceMemory?: number }).deviceMemory;
}

/** Returns the memory that a run may not exceed: infinity where the browser does not tell. */
export function mostBytes(): number {
  return toldBytes(deviceMemory());
}

/**
 * Returns the machine's memory in bytes, as the browser tells it: rounded, and never more than 8
 * GB. Returns infinity when it does not.
 */
export function memoryBytes(): number {
  const told = deviceMemory();
  return told ? told * 2 ** 30 : Number.POSITIVE_INFINITY;
}
