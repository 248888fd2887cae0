/** Asks the browser for the limits that the memory of a run has on this machine. */
import { type DeviceLimits, limitsOf, type MachineLimits, toldBytes } from '../../runs/spec/memory/limits.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';

let gpu: DeviceLimits | null = null;
let asked = false;

/**
 * Returns the limits of a backend on this machine. Automatic is planned as wasm, which is there on
 * every machine; the run plans again when the backend is chosen.
 */
export function machineLimits(backend: RunSpec['backend']): MachineLimits {
  if (backend === 'webgpu' && !asked) {
    asked = true;
    void askGpu();
  }
  const { deviceMemory } = (globalThis.navigator ?? {}) as { readonly deviceMemory?: number };
  return limitsOf(backend === 'auto' ? 'wasm' : backend, toldBytes(deviceMemory), gpu);
}

/** Asks for the limits of the GPU; without one, or until it answers, they are unknown. */
async function askGpu(): Promise<void> {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter().catch(() => null);
  gpu = adapter?.limits ?? null;
}
